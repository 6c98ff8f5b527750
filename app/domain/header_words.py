"""The words that head the columns of lists, folded as `headers.fold` does, by what they mean."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FIELDS = (
    "name",
    "signer_name",
    "signer_first_name",
    "signer_last_name",
    "signer_title",
    "email",
    "website",
    "group",
    "scope",
    "state",
    "city",
    "kind",
    "order",
    "standing",
)
"""What a column can hold. First and last name make the signer's name; `standing` is that of
our own full lists, of which only what is listed is imported."""

_STOP = (
    "a an and the of for your you our is are what which please enter provide give s if any"
    " required optional on behalf in to"
    " su sus tu el la los las lo un una de del que cual es son por favor indique escriba ingrese"
    " obligatorio opcional y en para"
    " votre le les des du quel quelle est l d qu"
    " seu sua o os as do da dos das qual e"
)
STOP_WORDS = frozenset(_STOP.split())
"""Words of headers that tell nothing: articles, politeness, in four languages."""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split("|"))


PHRASES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "name": _phrases(
            "name|names|organization|organizations|organisation|organisations|organization name"
            "|organisation name|name organization|name organisation|org|orgs|org name|name org"
            "|full name organization|full organization name|organization full name"
            "|official name organization|legal name organization|organization legal name"
            "|organization it should appear|organization name it should appear"
            "|group name|name group|entity|entity name"
            "|agency|agency name|institution|institution name|company|company name|nonprofit"
            "|nonprofit name|signatory|signatories|signing organization|endorsing organization"
            "|supporting organization|member organization|organization group|organization company"
            "|organization agency|company organization|affiliated organization"
            "|nombre|organizacion|organizaciones|nombre organizacion|organizacion nombre"
            "|nombre completo organizacion|organizacion firmante|organizaciones firmantes"
            "|nombre oficial organizacion|entidad|nombre entidad|institucion|nombre institucion"
            "|organizacion grupo|agrupacion|colectivo|nombre colectivo|nombre grupo"
            "|nom|nom organisation|organisme|nom organisme|nom association"
            "|nome|organizacao|nome organizacao|entidade|nome entidade|instituicao"
        ),
        "signer_name": _phrases(
            "signer name|signer|name signer|signers name|full name|contact|contact name"
            "|contact person|contact person name|name contact|name contact person|person contact"
            "|first last name|name person signing|person signing|name person|signed by|signatory name|name signatory"
            "|representative|authorized representative|representative name|name representative"
            "|name authorized representative|authorized signer|authorized signatory|submitted by|individual name"
            "|nombre completo|nombre apellido|nombre apellidos|nombre contacto|contacto"
            "|persona contacto|nombre persona contacto|representante|nombre representante"
            "|representante legal|nombre quien firma|quien firma|nombre persona firma"
            "|nombre persona firmante|persona firmante|nombre firmante"
            "|nom complet|nom contact|personne contact|nome completo|nome contato|pessoa contato"
        ),
        "signer_first_name": _phrases(
            "first name|given name|firstname|contact first name|signer first name|nombres"
            "|primer nombre|prenom|primeiro nome"
        ),
        "signer_last_name": _phrases(
            "last name|surname|family name|lastname|contact last name|signer last name|apellido"
            "|apellidos|primer apellido|sobrenome"
        ),
        "signer_title": _phrases(
            "signer title|title|job title|position|role|title position|title role|position title"
            "|role title|contact title|title contact|signers title|professional title"
            "|title signer|title organization|position organization|role organization"
            "|title affiliation|affiliation"
            "|cargo|puesto|titulo|cargo puesto|puesto cargo|cargo organizacion|titulo cargo"
            "|funcion|titre|fonction|poste|funcao"
        ),
        "email": _phrases(
            "email|emails|mail|email address|contact email|email contact|contact email address"
            "|work email|email work|signer email|work email address|email address contact"
            "|email contact person|best email|organization email|organization email address"
            "|email 1|username|correo|correo electronico|direccion correo|direccion correo electronico|email contacto"
            "|correo contacto|correo electronico contacto|direccion email|courriel|adresse email"
            "|adresse courriel|endereco email|correio eletronico"
        ),
        "website": _phrases(
            "website|websites|url|web|site|webpage|homepage|home page|web address|website address"
            "|website url|url website|organization website|website organization|org website"
            "|organization url|organization website url|site web"
            "|sitio web|pagina web|website organizacion|sitio web organizacion|pagina"
            "|pagina web organizacion|site internet|site organizacao|pagina internet"
        ),
        "group": _phrases("group|groups|heading|section|list heading|grupo|seccion|encabezado|groupe"),
        "scope": _phrases(
            "scope|level|national state local|national state or local|national or local|geographic scope"
            "|scope work|level work|organization scope|organization level"
            "|alcance|ambito|nivel|ambito trabajo|alcance geografico|ambito geografico|portee"
            "|abrangencia"
        ),
        "state": _phrases(
            "state|states|state or territory|state territory|us state|home state|province"
            "|state province|state or province|organization state|state organization"
            "|headquarters state|state headquarters|state headquartered|state located"
            "|estado|provincia|estado provincia|estado territorio"
            "|estado organizacion|etat|departamento"
        ),
        "city": _phrases(
            "city|town|city town|city or town|organization city|city organization|headquarters city"
            "|municipality|ciudad|municipio|localidad|ciudad organizacion|ville|cidade"
        ),
        "kind": _phrases(
            "kind|organization or individual|individual or organization|signing|signatory type"
            "|type signatory|organizacion individuo|tipo firmante|organizacion persona"
        ),
        "order": _phrases("order|sort order|position list|orden|ordre|ordem"),
        "standing": _phrases("standing"),
    }
)  # fmt: skip

LEFT_OUT = _phrases(
    "timestamp|time stamp|date|submitted|submitted at|submission date|date submitted|created"
    "|created at|start date|end date|date time|response id|respondent id|id|entry id|number|no"
    "|phone|phone number|telephone|telephone number|contact phone|mobile|cell|cell phone|fax|contact phone number"
    "|address|street address|mailing address|zip|zip code|postal code|zipcode|country"
    "|comment|comments|note|notes|questions|additional comments|message|remarks"
    "|ip address|collector id|status|score|twitter|facebook|instagram|social media"
    "|consent|agree|signature|logo|upload logo"
    "|channel|confirmed at|version|listed under"
    "|marca temporal|fecha|fecha envio|hora|telefono|numero telefono|celular|movil|fax"
    "|direccion|direccion postal|codigo postal|pais|comentario|comentarios|notas|mensaje"
    "|observaciones|horodateur|telephone|date heure|carimbo data hora"
)

# A header that holds these words may mean this; the first that fits is asked about.
TELLING: tuple[tuple[frozenset[str], str], ...] = tuple(
    (frozenset(words.split()), field)
    for words, field in (
        ("email", "email"),
        ("correo", "email"),
        ("courriel", "email"),
        ("website", "website"),
        ("url", "website"),
        ("webpage", "website"),
        ("sitio web", "website"),
        ("phone", ""),
        ("telefono", ""),
        ("logo", ""),
        ("first name", "signer_first_name"),
        ("last name", "signer_last_name"),
        ("apellidos", "signer_last_name"),
        ("apellido", "signer_last_name"),
        ("title", "signer_title"),
        ("cargo", "signer_title"),
        ("puesto", "signer_title"),
        ("position", "signer_title"),
        ("organization name", "name"),
        ("organisation name", "name"),
        ("nombre organizacion", "name"),
        ("nombre entidad", "name"),
        ("city", "city"),
        ("ciudad", "city"),
        ("state", "state"),
        ("estado", "state"),
        ("scope", "scope"),
        ("alcance", "scope"),
        ("ambito", "scope"),
        ("category", "group"),
        ("categoria", "group"),
        ("sector", "group"),
        ("type", "kind"),
        ("tipo", "kind"),
        ("contact", "signer_name"),
        ("contacto", "signer_name"),
        ("signer", "signer_name"),
        ("firmante", "signer_name"),
        ("representative", "signer_name"),
        ("representante", "signer_name"),
        ("organization", "name"),
        ("organisation", "name"),
        ("organizacion", "name"),
        ("organizacao", "name"),
        ("entidad", "name"),
        ("group", "name"),
        ("name", "signer_name"),
        ("nombre", "signer_name"),
    )
)
