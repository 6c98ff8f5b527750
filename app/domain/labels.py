"""The words a letter's document adds of its own, in the letter's language.

Labels, page furniture and the lines that say where names stand. A language without words of
its own gets the English ones; `re_label` and `cc_label` of the letter file override the labels.
"""

from __future__ import annotations

from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Labels with their colons.

    `page_of` is a pattern with `{page}` and `{pages}`, `note` one with `{number}`,
    `title_note` one with `{names}`.
    """

    re: str
    cc: str
    enclosures: str
    page_of: str
    notes: str
    note: str
    draft: str
    attachment: str
    see_attachment: str
    title_note: str
    affiliations: str


# The Spanish "c.c.:" is written without the blank of the Academy's "c. c.", as letters have it.
# French keeps a no-break space before its colons.
_WORDS = {
    "en": Words(
        re="RE:",
        cc="cc:",
        enclosures="Enclosures:",
        page_of="Page {page} of {pages}",
        notes="Notes",
        note="note {number}",
        draft="DRAFT",
        attachment="Attachment: Signatories",
        see_attachment="The signatories are listed in the attachment.",
        title_note="Joined by: {names}.",
        affiliations="Affiliations are listed for identification purposes only.",
    ),
    "es": Words(
        re="Asunto:",
        cc="c.c.:",
        enclosures="Anexos:",
        page_of="Página {page} de {pages}",
        notes="Notas",
        note="nota {number}",
        draft="BORRADOR",
        attachment="Anexo: Firmantes",
        see_attachment="Los firmantes figuran en el anexo.",
        title_note="Suscriben: {names}.",
        affiliations="Las afiliaciones se indican solo para fines de identificación.",
    ),
    "fr": Words(
        re="Objet\u00a0:",
        cc="Copie\u00a0:",
        enclosures="Pièces jointes\u00a0:",
        page_of="Page {page} sur {pages}",
        notes="Notes",
        note="note {number}",
        draft="PROJET",
        attachment="Annexe\u00a0: Signataires",
        see_attachment="Les signataires figurent en annexe.",
        title_note="Avec le soutien de\u00a0: {names}.",
        affiliations="Les affiliations sont données à titre indicatif.",
    ),
    "pt": Words(
        re="Assunto:",
        cc="cc:",
        enclosures="Anexos:",
        page_of="Página {page} de {pages}",
        notes="Notas",
        note="nota {number}",
        draft="RASCUNHO",
        attachment="Anexo: Signatários",
        see_attachment="Os signatários constam do anexo.",
        title_note="Subscrevem: {names}.",
        affiliations="As afiliações são indicadas apenas para fins de identificação.",
    ),
    "de": Words(
        re="Betreff:",
        cc="Kopie an:",
        enclosures="Anlagen:",
        page_of="Seite {page} von {pages}",
        notes="Anmerkungen",
        note="Anmerkung {number}",
        draft="ENTWURF",
        attachment="Anlage: Unterzeichnende",
        see_attachment="Die Unterzeichnenden stehen in der Anlage.",
        title_note="Mitgetragen von: {names}.",
        affiliations="Zugehörigkeiten dienen nur der Kennzeichnung der Person.",
    ),
    "it": Words(
        re="Oggetto:",
        cc="cc:",
        enclosures="Allegati:",
        page_of="Pagina {page} di {pages}",
        notes="Note",
        note="nota {number}",
        draft="BOZZA",
        attachment="Allegato: Firmatari",
        see_attachment="I firmatari sono elencati nell’allegato.",
        title_note="Aderiscono: {names}.",
        affiliations="Le affiliazioni sono indicate solo a fini identificativi.",
    ),
    "ar": Words(
        re="الموضوع:",
        cc="نسخة إلى:",
        enclosures="المرفقات:",
        page_of="صفحة {page} من {pages}",
        notes="الحواشي",
        note="الحاشية {number}",
        draft="مسودة",
        attachment="مرفق: الموقعون",
        see_attachment="ترد أسماء الموقعين في المرفق.",
        title_note="انضم إليها: {names}.",
        affiliations="تُذكر جهات الانتماء للتعريف فقط.",
    ),
    "zh": Words(
        re="主题：",
        cc="抄送：",
        enclosures="附件：",
        page_of="第 {page} 页，共 {pages} 页",
        notes="注释",
        note="注 {number}",
        draft="草稿",
        attachment="附件：签署方",
        see_attachment="签署方名单见附件。",
        title_note="联署：{names}。",
        affiliations="所列单位仅用于身份识别。",
    ),
}


def words_for(language: str) -> Words:
    """Return the words of `language` (a BCP 47 tag), English where there are none."""
    primary = language.replace("_", "-").casefold().split("-")[0]
    return _WORDS.get(primary, _WORDS["en"])
