"""Words that names of organizations are made of, and which of them mean the same.

Every table is read by `reading.py`. Words are folded: lower case, no accents. One English word
stands for its spellings, abbreviations and the words of other languages that say it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

STOP_WORDS = frozenset(
    [
        "the",
        "of",
        "and",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "with",
        "from",
        "an",
        "as",
        "its",
        "our",
        "sobre",
        "el",
        "la",
        "los",
        "las",
        "de",
        "del",
        "y",
        "e",
        "en",
        "para",
        "por",
        "con",
        "al",
        "un",
        "una",
        "lo",
        "su",
        "le",
        "les",
        "l",
        "d",
        "des",
        "du",
        "et",
        "pour",
        "a",
        "au",
        "aux",
        "sur",
        "dans",
        "une",
        "avec",
        "o",
        "os",
        "do",
        "da",
        "dos",
        "das",
        "na",
        "no",
        "nas",
        "nos",
        "em",
        "com",
        "ao",
        "pela",
        "pelo",
        "pelas",
        "pelos",
        "der",
        "die",
        "das",
        "und",
        "fur",
        "im",
        "zur",
        "zum",
        "von",
        "des",
        "den",
        "dem",
        "i",
        "il",
        "gli",
        "delle",
        "della",
        "degli",
        "dei",
        "di",
        "per",
        "che",
        "op",
        "het",
        "een",
        "voor",
        "van",
    ]
)
"""Words that say nothing about which organization it is."""

# What is written before a colon is what the words after it are read as.
_SPELLINGS = """
association: assoc assn asso assocn asociacion asociaciones associacao associacio association associazione associations vereniging verein
organization: organisation org orgs organizacion organizaciones organizacao organizations organisations organizzazione
coalition: coalicion coalizao coalizione
committee: cmte comm comite comites comissao comision commissie
council: consejo conselho conseil consiglio consell rat
center: centre ctr cntr centro centres centers centros zentrum
foundation: fdn fndn found fundacion fundacao fondation fundacio fondazione stiftung stichting
institute: inst instituto institut istituto institutes instituts
network: ntwk netwk net red redes reseau rede reti rete netwerk netzwerk xarxa
federation: fed federacion federacao federazione federations
confederation: confederacion confederacao confederazione
union: un unions unione sindicato syndicat syndicats sindicatos sindical syndicale sindicais
society: soc sociedad societe sociedade societa gesellschaft
movement: mvmt movimiento movimento mouvement movimientos beweging
campaign: campana campanha campagne campagna kampagne
group: grp grupo groupe gruppo gruppe groep grupos groupement
forum: foro fora foros
platform: plataforma plateforme piattaforma plattform
alliance: alianza alianca allianz alleanza alliances
action: accion acao azione aktion accio
fund: fondo fundo fonds
program: programme programa programmes programs progr
project: proyecto projeto projet progetto projekt
initiative: iniciativa initiatives
service: servicio servico servicos servicios services serv svcs svc servizi dienst
school: escuela ecole escola scuola schule
university: u univ universidad universidade universite universita universitat universiteit
college: coll colegio
department: dept departamento departement departments
government: govt gov gobierno governo gouvernement governmental
national: natl nat nacional nationale nazionale nacionales nationaux nationales
international: intl int internacional internationale internazionale internacionales internacionais internationaux
american: amer americano americana americain americaine
community: comm comty comunidad comunitario comunitaria comunidade communaute communautaire comunita comunidades comunitarias comunal communities
corps: corps
corporation: corp corporacion corporacao
company: co compania compagnie
commission: comision comissao
congress: congreso congresso congres
church: ch iglesia eglise igreja chiesa kirche
saint: st ste sainte santo santa san sao
mount: mt
fort: ft
street: str
justice: justicia justica
freedom: libertad liberte liberdade liberta
liberty: liberties
right: rights derecho derechos direito direitos droit droits diritti drets
human: humano humanos humana humanas humain humains humaine humaines umani humans
environment: environmental env medioambiente ambiente environnement ambiental ambientales ambientale environnementale
ecology: ecologia ecologie ecological ecologico ecologica ecologique ecologista
ecologist: ecologistas ecologistes ecologiste ecologists
health: salud sante saude salute gesundheit
education: educacion educacao formazione educational educativa educativo
development: dev developpement desarrollo desenvolvimento sviluppo entwicklung developmnt
trade: comercio commerce commercio handel comercial commerciale
free: libre livre libero
worker: workers trabajador trabajadores trabajadoras trabalhador trabalhadores travailleur travailleurs lavoratori wkrs
doctor: doctors medico medicos medecin medecins doctores
without: sin sans sem
with: con avec com
work: trabajo travail trabalho lavoro
farmer: farmers campesino campesinos campesina campesinas paysan paysans paysannes agricultor agricultores
peasant: peasants
agriculture: agricultural agricultura agricola agriculteurs agri
woman: women womens mujer mujeres femme femmes mulher mulheres donne frauen
man: men hombres
child: children childrens kids nino ninos ninas enfant enfants crianca criancas
youth: jovenes juventud jeunesse jeunes juventude jovem
people: peoples pueblo pueblos peuple peuples povo povos popoli
popular: populaire populaires populares
indigenous: indigena indigenas indigene autochtone autochtones
native: natives nativo
friend: friends amigo amigos amigas ami amis amics amici
earth: tierra terre terra erde
world: mundo mundial monde mondial mondiale wereld welt mondo worldwide
global: globales mondialisation
peace: paz paix pau frieden pace vrede
water: agua eau acqua wasser
food: alimentacion alimentation alimentaire alimentaria
climate: clima climatico climatica climat climatique klima
energy: energia energie
forest: bosque bosques foret forets floresta forestal
land: tierras terres
citizen: citizens ciudadano ciudadana ciudadanos ciudadanas citoyen citoyens citoyenne cidadao cidada cidadaos burger
consumer: consumers consumidor consumidores consommateur consommateurs consumer
student: students estudiante estudiantes etudiant etudiants estudantes
teacher: teachers maestro maestros enseignant enseignants professores
lawyer: lawyers attorney attorneys abogado abogados avocat avocats advogados
law: legal derecho ley loi
democracy: democracia democratie democratic democratico democratica democratique
solidarity: solidaridad solidarite solidariedade solidario solidaire solidaires solidaria
sustainable: sostenible sustentable durable sustentavel sostenibile
integration: integracion integracao integrazione
cooperation: cooperacion cooperacao cooperazione
cooperative: coop cooperativa
investigation: investigacion
research: recherche recherches pesquisa ricerca
training: capacitacion
information: info informacion informacao informazione
communication: communications comunicacion comunicaciones comunicacao comms
technology: tech technologies tecnologia technologie tecnologias technological
digital: digitales digitaux
privacy: privacidad privacidade
medicine: medicines medicina medicinas medicamento medicamentos medicament medicaments
access: acceso acces acesso
public: publico publica publique publicos publicas publicas
social: sociale sociales sociais soziale
economic: economico economica economique economy economia economie economics
politic: political politico politica politique
policy: policies politicas politiques
debt: deuda dette divida
tax: impuestos fiscale fiscal
cultural: cultura culture culturelle
art: arts arte artes
house: housing vivienda logement casa
defense: defence defensa defesa difesa
labor: labour laboral
neighborhood: neighbourhood
immigrant: immigrants immigration inmigrante inmigrantes migrante migrantes migrant migrants immigrante
refugee: refugees refugiados refugies
documentation: documentacion
participation: participacion participacao
participatory: participativo
effect: efecto effet
positive: positivo positiva positif
latin: latino latina latinos latinas latinoamericano latinoamericana latinoamericanas
america: americas amerique ameriques amerika
caribbean: caribe caraibe caraibes caribena caribeno
africa: african africano africana africains africain africaine afrique africaines
europe: european europeo europea europeen europeenne europa
asia: asian asiatico asie asiatique asians
pacific: pacifico pacifique
south: sud sur sul southern
north: nord norte northern
east: est este eastern oriente
west: ouest oeste western
central: centrale
continent: continental continentale continentales
region: regional regionale
county: cty condado
state: estado etat estadual
city: ciudad ville cidade
rural: rurale rurales
urban: urbaine
leader: leaders leadership lideres
professional: professionals profesionales
journalist: journalists periodistas journalistes
nurse: nurses enfermeras
family: families familia familias famille familles
veteran: veterans
artist: artists
advocate: advocates advocacy
system: systems
against: contre contra frente anti
together: juntos ensemble
new: nuevo nueva nouveau nouvelle novo nova
young: jovens
science: sciences ciencia ciencias scientific
scientist: scientists cientificos
cross: cruz croix
book: libro
border: frontera frontiere fronteras frontieres borders
tomorrow: demain
alternative: alternatives alternativa alternativas alternativ alternativen
resource: resources recursos ressources
assistance: asistencia
aid: ayuda aide
help: auxilio
technical: tecnico technique
planning: planeacion planificacion
mission: missions misiones
missionary: missionaries misioneros
catholic: catholics catolico catolica catholique
christian: christians cristiano cristiana chretien
muslim: muslims
methodist: methodists
unitarian: unitarians
press: prensa presse imprensa
media: medios
secretariat: secretaria
assembly: asamblea assemblee assembleia
chamber: camara chambre
bank: banco banque
museum: museo musee
library: biblioteca bibliotheque libraries
hospital: hopital
clinic: clinica clinique clinics
member: members miembros
office: oficina bureau
club: clubs
observatory: observatorio observatoire
private: privado
multinational: multinationals multinacionales
company: companies
nation: nations naciones nacoes
war: guerra guerre
nuclear: nucleaire
weapon: weapons armas armes
prison: prisons
prisoner: prisoners
police: policia
crime: crimes
violence: violencia
victim: victims
disability: disabilities discapacidad handicap
race: racial
gender: genero genre
equality: igualdad egalite igualdade
poverty: pobreza pauvrete
hunger: hambre faim
tendency: tendencia tendencias tendance
class: classist clasista classiste
servant: servants
employee: employees empleados employes
retiree: retirees jubilados
driver: drivers
fisher: fishers fisherfolk pescadores pecheurs fisheries
ocean: oceans oceanos
river: rivers
animal: animals
bird: birds
tree: trees
transport: transportation transporte transit
electric: electronic
frontier: frontiers
"""

# Read as the word in front of each only where a whole name is compared loosely: as a spelling
# that leaves no doubt, "intl" is "international" and "centre" is "center", but "salud" is not
# "health", since the two languages' names of one body may be two bodies' names.
_CERTAIN = """
association: assoc assn
organization: organisation org
organizations: organisations orgs
center: centre ctr
centers: centres
labor: labour
defense: defence
program: programme
programs: programmes
government: govt
department: dept
university: univ
international: intl int'l
national: natl nat'l
saint: st
mount: mt
fort: ft
corporation: corp
committee: cmte
neighborhood: neighbourhood
neighborhoods: neighbourhoods
color: colour
service: svc
services: svcs
county: cty
brothers: bros
federation: fed
institute: inst
american: amer
society: soc
district: dist
foundation: fdn fndn
"""


def _by_spelling(table: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        word, _, spellings = line.partition(":")
        for spelling in spellings.split():
            found.setdefault(spelling, word)
    return MappingProxyType(found)


CONCEPTS = _by_spelling(_SPELLINGS)
"""Which English word a folded word stands for, where it is not itself."""

MEANINGS = frozenset(CONCEPTS.values())

SAME_WORD = _by_spelling(_CERTAIN)
"""Spellings and abbreviations that are the one word for certain."""

LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "ev",
        "asbl",
        "aisbl",
        "vzw",
        "ong",
        "ongd",
        "ngo",
        "ac",
        "npo",
        "gmbh",
        "ggmbh",
        "pbc",
        "501c3",
        "cic",
        "onlus",
        "aps",
    ]
)
"""Legal forms that a charity's name carries or not, as its writer likes."""

COMPANY_FORMS = frozenset(
    [
        "llc",
        "llp",
        "ltd",
        "limited",
        "plc",
        "lp",
        "pllc",
        "pc",
        "co",
        "company",
        "corp",
        "pty",
        "sa",
        "srl",
        "bv",
        "ag",
        "sarl",
    ]
)
"""Legal forms that tell a company from the charity of its name."""

KINDS = frozenset(
    [
        "association",
        "organization",
        "coalition",
        "committee",
        "council",
        "center",
        "foundation",
        "institute",
        "network",
        "federation",
        "confederation",
        "union",
        "society",
        "movement",
        "campaign",
        "group",
        "forum",
        "platform",
        "alliance",
        "fund",
        "program",
        "project",
        "initiative",
        "service",
        "corporation",
        "company",
        "commission",
        "congress",
        "collective",
        "partnership",
        "trust",
        "league",
        "lab",
        "department",
        "office",
        "secretariat",
        "assembly",
        "club",
        "branch",
        "office",
        "international",
        "national",
        "global",
        "world",
        "team",
        "society",
        "bureau",
        "board",
        "consortium",
    ]
)
"""Words that say what sort of body it is, not which."""

# In order of length: the longest tail that fits is the sister's mark.
SISTER_TAILS = (
    "legal defense and education fund",
    "legal defense fund",
    "political action committee",
    "education and legal fund",
    "education and research fund",
    "research and education fund",
    "education fund",
    "education foundation",
    "educational fund",
    "educational foundation",
    "action fund",
    "action network",
    "action pac",
    "legal fund",
    "victory fund",
    "campaign fund",
    "charitable fund",
    "charitable foundation",
    "charitable trust",
    "advocacy fund",
    "community fund",
    "giving fund",
    "voter fund",
    "super pac",
    "foundation",
    "action",
    "advocacy",
    "advocates",
    "institute",
    "fund",
    "trust",
    "votes",
    "pac",
    "c4",
    "501c4",
    "fundacion",
    "fondation",
    "fundacao",
    "fondo",
    "accion",
    "endowment",
    "research institute",
    "voter project",
    "enterprises",
    "auxiliary",
)
"""What a sister body has behind the name of the other: never one line with it."""

CHAPTER_MARKS = frozenset(
    [
        "chapter",
        "local",
        "branch",
        "lodge",
        "affiliate",
        "section",
        "capitulo",
        "filial",
        "seccion",
        "sede",
        "sucursal",
        "division",
        "capitolo",
        "antenne",
        "section",
        "secao",
        "nucleo",
        "delegation",
        "delegacion",
    ]
)
"""Words that make what stands beside them a part of the body named."""

# What names the fiscal sponsor or parent of the body in front of it.
# Without an article "Health Project of Ohio" is a name: a parent is set off by a mark.
PARENT = re.compile(
    r"(?:^|[,(\[:–—]|\s-)\s*(?:an?\s+|the\s+)?(?:(?:fiscally|financially)[\s-]+sponsored\s+)?"
    r"(?:project|program(?:me)?|initiative|affiliate|division|subsidiary|service|ministry)\s+of\b"
    r"|\ban?\s+(?:(?:fiscally|financially)[\s-]+sponsored\s+)?"
    r"(?:project|program(?:me)?|initiative|affiliate|division|subsidiary)\s+of\b"
    r"|(?:fiscally\s+)?\bsponsored\s+by\b|\bhosted\s+by\b|\bhoused\s+(?:at|by|in)\b"
    r"|\bfiscal\s+sponsor(?:ship)?\b(?:\s+(?:of|by))?:?|\bin\s+care\s+of\b|\bc/o\b"
    r"|\bun\s+(?:proyecto|programa|projet|programme)\s+d(?:e\s+la|el|es|u|e)\b"
    r"|\bum\s+(?:projeto|programa)\s+d[eao]s?\b",
    re.IGNORECASE,
)

# What gives another name of the same body.
FORMER = re.compile(
    r"\b(?:formerly(?:\s+known\s+as|\s+called)?|f\.?/?k\.?/?a\.?|previously(?:\s+known\s+as)?|"
    r"anteriormente|antes|antiguamente|anciennement|ex-?)\s*:?\s+",
    re.IGNORECASE,
)
ALIAS = re.compile(
    r"\b(?:d\.?/?b\.?/?a\.?|doing\s+business\s+as|a\.?/?k\.?/?a\.?|also\s+known\s+as|"
    r"operating\s+as|trading\s+as|known\s+as|t/a|o/a|conocid[ao]\s+como|tambien\s+conocid[ao]\s+como|"
    r"connue?\s+sous\s+le\s+nom\s+de)\s*:?\s+",
    re.IGNORECASE,
)

SCOPES = frozenset(
    [
        "national",
        "international",
        "american",
        "global",
        "world",
        "general",
        "federal",
        "transnational",
        "united",
    ]
)
"""Words of a body that is likely to have chapters."""

# Bodies known to have chapters, affiliates or groups in many places; the words of their names
# as `reading.meaning` gives them. What a list tells by itself is added to these.
_FEDERATIONS = """
friends of the earth; american civil liberties union; aclu; amnesty international; greenpeace;
oxfam; extinction rebellion; fridays for future; sierra club; naacp; league of women voters;
planned parenthood; jobs with justice; internet society; boys and girls clubs; boys and girls club;
ymca; ywca; habitat for humanity; urban league; national urban league; interfaith power and light;
transparency international; save the children; world vision; caritas; care; plan international;
medecins sans frontieres; doctors without borders; attac; national organization for women; indivisible;
our revolution; democratic socialists of america; dsa; showing up for racial justice; surj;
black lives matter; rotary club; rotary; lions club; catholic charities; lutheran services;
jewish federation; jewish family services; united way; goodwill; salvation army; red cross; 350;
unitarian universalist; unitarian universalist association; moms demand action; everytown;
march for our lives; sunrise movement; sunrise; common cause; public interest research group; pirg;
environment america; audubon; audubon society; national audubon society; citizens climate lobby;
climate reality project; food not bombs; food and water watch; hispanic federation; lulac;
league of united latin american citizens; unidosus; nami; national alliance on mental illness;
mental health america; arc; the arc; easterseals; legal aid; legal aid society; legal services;
united food and commercial workers; ufcw; seiu; service employees international union; afscme;
american federation of teachers; aft; national education association; nea; afl cio; teamsters;
communication workers; cwa; unite here; ibew; uaw; public services international; psi;
boat people sos; organization of chinese americans; oca; japanese american citizens league; jacl;
national asian pacific american womens forum; asian americans advancing justice; apala;
asian pacific american labor alliance; council on american islamic relations; cair; hadassah;
national council of jewish women; bend the arc; j street; pax christi; franciscan action network;
interfaith worker justice; faith in action; peoples action; working families party; move to amend;
transition; slow food; surfrider; surfrider foundation; trout unlimited; ducks unlimited; rare;
young democrats; college democrats; veterans for peace; physicians for social responsibility;
womens march; code pink; pflag; glsen; gsa network; lambda legal; equality; naral; naral pro choice;
electronic frontiers; creative commons; wikimedia; pirate party; green party; mensa; scouts;
girl scouts; boy scouts; girls inc; big brothers big sisters; teach for america; city year;
americorps; habitat; volunteers of america; meals on wheels; feeding america; make a wish;
ronald mcdonald house; special olympics; alzheimers association; american heart association;
american cancer society; american lung association; american red cross; american bar association;
national lawyers guild; federalist society; american constitution society; bar association;
chamber of commerce; junior league; kiwanis; knights of columbus; toastmasters; optimist club;
american legion; vfw; disabled american veterans; humane society; spca; nature conservancy;
the nature conservancy; wwf; world wildlife fund; birdlife; conservation law foundation;
peoples health movement; third world network; la via campesina; world march of women;
youth for climate; scientists for future; parents for future; jubilee; action aid; actionaid;
womens institute; civic society; citizens advice; age uk; mind; rspb; cpre; wildlife trust
"""

FEDERATIONS = tuple(name.strip() for name in _FEDERATIONS.split(";"))

STRONG_SISTERS = frozenset(
    tail
    for tail in SISTER_TAILS
    if tail
    not in {
        "foundation",
        "fundacion",
        "fondation",
        "fundacao",
        "institute",
        "action network",
        "advocates",
        "trust",
        "enterprises",
        "voter project",
        "fondo",
        "fund",
        "auxiliary",
    }
)
"""Tails that no writer leaves out: a name with one and a name without are two bodies."""
