"""Places in names of organizations: countries, states, regions, the larger cities.

A place is told by a tag; what holds it is its parent: "boston" lies in "us-ma", that in "us".
Countries are named by the tables of the Unicode consortium, states by `app.domain.places`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from app.domain.cldr import territories
from app.domain.places import STATES

_LANGUAGES = ("en", "es", "fr", "pt")

# Words of two or three letters that are words of the language as often as codes of a state.
_ALSO_WORDS = frozenset(
    ["in", "or", "me", "hi", "ok", "oh", "la", "de", "pa", "ma", "co", "al", "mo", "id"]
)

_OTHER_NAMES = {
    "usa": "us", "us": "us", "u s": "us", "u s a": "us", "united states": "us",
    "united states of america": "us", "uk": "gb", "u k": "gb", "great britain": "gb",
    "britain": "gb", "england": "gb-eng", "scotland": "gb-sct", "wales": "gb-wls",
    "northern ireland": "gb-nir", "mx": "mx", "nz": "nz", "aotearoa": "nz",
    "aotearoa new zealand": "nz", "the netherlands": "nl", "holland": "nl", "korea": "kr",
    "south korea": "kr", "republic of korea": "kr", "ivory coast": "ci", "burma": "mm",
    "palestine": "ps", "czech republic": "cz", "russia": "ru", "dr congo": "cd", "drc": "cd",
    "congo": "cg", "viet nam": "vn", "macedonia": "mk", "swaziland": "sz", "vzla": "ve",
    "hong kong": "hk", "taiwan": "tw", "tanzania": "tz", "the gambia": "gm", "bosnia": "ba",
    "trinidad": "tt", "t t": "tt", "trinidad and tobago": "tt", "cape verde": "cv",
    "east timor": "tl", "timor leste": "tl", "syria": "sy", "iran": "ir", "laos": "la",
}  # fmt: skip

# What belongs to a country as its adjective: "Mexican", "brasileira".
_NATIONALITIES = """
mx: mexican mexicana mexicano mexicanos
br: brazilian brasileira brasileiro brasil
ar: argentine argentinian argentina argentino
co: colombian colombiana colombiano
cl: chilean chilena chileno
pe: peruvian peruana peruano
ec: ecuadorian ecuatoriana
bo: bolivian boliviana
ve: venezuelan venezolana
uy: uruguayan uruguaya
py: paraguayan paraguaya
ca: canadian canadienne canadien canadiens
gb: british
fr: french francaise francais
de: german deutsche deutscher deutsches
es: spanish espanola espanol
it: italian italiana italiano
pt: portuguese portuguesa
nl: dutch nederlandse
be: belgian belge
ch: swiss suisse schweizer
at: austrian osterreichische
se: swedish svenska
no: norwegian norsk norges
dk: danish dansk
fi: finnish
ie: irish
pl: polish
hu: hungarian
gr: greek
au: australian
nz: zealand
in: indian
pk: pakistani
bd: bangladeshi
np: nepali nepalese
lk: lankan
th: thai
my: malaysian
ph: philippine filipino pilipino
id: indonesian
vn: vietnamese
jp: japanese
kr: korean
cn: chinese
ke: kenyan
ng: nigerian
gh: ghanaian
ug: ugandan
tz: tanzanian
zm: zambian
zw: zimbabwean
sn: senegalese
ml: malian malienne
tn: tunisian tunisienne
ma: moroccan marocaine
eg: egyptian
il: israeli
ps: palestinian
ru: russian
ua: ukrainian
pr: rican
ht: haitian
cu: cuban
sv: salvadoran salvadorena
gt: guatemalan
hn: honduran
ca-qc: quebecois quebecoise
"""

_PROVINCES = """
ca-on: ontario
ca-qc: quebec
ca-bc: british columbia
ca-ab: alberta
ca-mb: manitoba
ca-sk: saskatchewan
ca-ns: nova scotia
ca-nb: new brunswick
ca-nl: newfoundland
au-nsw: new south wales; nsw
au-vic: victoria
au-qld: queensland; qld
au-tas: tasmania
au-sa: south australia
au-wa: western australia
au-nt: northern territory
au-act: australian capital territory
in-mh: maharashtra
in-tn: tamil nadu
in-kl: kerala
in-ka: karnataka
in-wb: west bengal
in-gj: gujarat
in-mn: manipur
"""

_REGIONS = (
    "africa; asia; europe; america; americas; north america; south america; central america; "
    "latin america; america latina; amerique latine; latin america and the caribbean; "
    "latin america and caribbean; america latina y el caribe; caribbean; pacific; asia pacific; "
    "oceania; south asia; southeast asia; east asia; west africa; east africa; southern africa; "
    "central africa; north africa; francophone africa; middle east; mena; global south; eu; "
    "european union; balkans; scandinavia; southern vermont; pacific northwest; northwest; "
    "northeast; southeast; southwest; midwest; new england; bay area; east bay; delaware valley; "
    "greater bay area; southern california; northern california; central valley; socal; norcal; "
    "long island; hudson valley; tri state; upstate new york; western new york; inland empire; "
    "silicon valley; gulf coast; great lakes; great plains; rocky mountain; appalachia; "
    "paises andinos; andes; south; deep south; twin cities; western pennsylvania; cono sur"
)

_CITIES = """
us-ny: new york city|nyc|ny city; brooklyn; queens; bronx|the bronx; manhattan; staten island; buffalo; rochester; albany; syracuse; ithaca; harlem
us-ca: los angeles|la; san francisco|sf; san diego; san jose; oakland; sacramento; long beach; fresno; berkeley; santa monica; pasadena; santa cruz; santa barbara; venice; hollywood; compton; anaheim; stockton; riverside; irvine; bakersfield; orange county; la county|los angeles county; silver lake
us-il: chicago; evanston
us-tx: houston; dallas; austin; san antonio; fort worth|ft worth; el paso; dallas fort worth|dfw
us-az: phoenix; tucson; tempe; flagstaff
us-pa: philadelphia|philly; pittsburgh; lancaster; harrisburg
us-ma: boston; cambridge; worcester; springfield; somerville
us-wa: seattle; spokane; tacoma; olympia; king county
us-co: denver; boulder; colorado springs; fort collins
us-or: portland; eugene; salem
us-mi: detroit; ann arbor; grand rapids; lansing; flint
us-ga: atlanta; savannah; athens
us-fl: miami; orlando; tampa; jacksonville; tampa bay; south florida; gainesville; miami dade
us-mn: minneapolis; saint paul; duluth
us-oh: cleveland; columbus; cincinnati; toledo; akron; dayton
us-md: baltimore; montgomery county; annapolis
us-mo: saint louis; kansas city
us-wi: milwaukee; madison
us-tn: nashville; memphis; knoxville; chattanooga
us-la: new orleans|nola; baton rouge
us-nv: las vegas; reno
us-ut: salt lake city|slc
us-nm: albuquerque; santa fe
us-in: indianapolis; bloomington
us-ky: louisville; lexington
us-nc: charlotte; raleigh; durham; asheville; greensboro; chapel hill
us-sc: charleston
us-va: richmond; norfolk; charlottesville; roanoke; arlington; alexandria
us-al: birmingham; montgomery; mobile
us-ct: hartford; new haven; bridgeport
us-ri: providence
us-nj: newark; jersey city; trenton; camden
us-ne: omaha; lincoln
us-ok: tulsa; oklahoma city
us-ia: des moines; iowa city
us-hi: honolulu; maui
us-ak: anchorage; fairbanks
us-id: boise
us-mt: missoula
us-me: portland maine; bangor
us-vt: burlington
us-dc: washington dc|washington d c|district of columbia
us-de: wilmington
us-ar: little rock
us-ms: jackson
us-ks: wichita; lawrence
gb: london; manchester; birmingham uk; leeds; bristol; liverpool; oxford; brighton; sheffield; nottingham; leicester; norwich; southampton; york
gb-sct: edinburgh; glasgow; aberdeen
gb-wls: cardiff
gb-nir: belfast
ca-on: toronto; ottawa
ca-qc: montreal
ca-bc: vancouver
au-nsw: sydney
au-vic: melbourne
au-qld: brisbane
fr: paris; lyon; marseille
de: berlin; munich|munchen; hamburg; frankfurt
ch: geneva|geneve|ginebra; zurich; bern
be: brussels|bruxelles
nl: amsterdam; the hague
es: madrid; barcelona
it: rome|roma; milan
at: vienna|wien
ie: dublin
mx: mexico city|ciudad de mexico|cdmx; oaxaca; chiapas; tijuana; guadalajara
br: rio de janeiro; sao paulo
ar: buenos aires
co: bogota; medellin
pe: lima
cl: santiago
ke: nairobi
za: cape town; johannesburg; durban
ng: lagos; abuja
in: delhi|new delhi; mumbai; kolkata; bangalore|bengaluru; chennai
ph: manila
th: bangkok
id: jakarta
jp: tokyo
my: kuala lumpur; penang
pr: san juan
ps: gaza; jerusalem
il: tel aviv
gh: accra
ug: kampala
"""


def folded(text: str) -> str:
    """Return the words of a place as its tables hold them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("&", " and ")
    words = "".join(c if c.isalnum() else "" if c in "'’.ʻ" else " " for c in plain).split()
    return " ".join("saint" if word in {"st", "ste"} else word for word in words)


@lru_cache(maxsize=1)
def _tags() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in territories(language).items():
            found.setdefault(folded(name), code.lower())
    found |= _OTHER_NAMES
    for line in _PROVINCES.strip().splitlines():
        tag, _, spellings = line.partition(":")
        for name in spellings.split(";"):
            found[name.strip()] = tag
    for region in _REGIONS.split(";"):
        found[region.strip()] = f"region {region.strip()}"
    found |= {"america latina": "region latin america", "amerique latine": "region latin america"}
    for line in _CITIES.strip().splitlines():
        tag, _, cities = line.partition(":")
        for spellings in cities.split(";"):
            names = [name.strip() for name in spellings.split("|")]
            city = tag if tag == "us-dc" else f"{tag}/{names[0]}"
            for name in names:
                found.setdefault(name, city)
    for code, name in STATES.items():
        found[folded(name)] = f"us-{code.lower()}"
    found["virgin islands"] = "us-vi"
    found["washington d c"] = found["washington dc"] = "us-dc"
    # "Of New York" is the city's as often as the state's.
    found["new york state"], found["washington state"] = "us-ny/state", "us-wa/state"
    return MappingProxyType(found)


_CODES: Mapping[str, str] = MappingProxyType(
    {code.lower(): f"us-{code.lower()}" for code in STATES}
)


@lru_cache(maxsize=1)
def _nationalities() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in _NATIONALITIES.strip().splitlines():
        tag, _, words = line.partition(":")
        for word in words.split():
            found[word] = tag
    return MappingProxyType(found)


def place_tag(words: Sequence[str], *, is_set_off: bool = False, is_code: bool = False) -> str:
    """Return the tag of the place that the folded words name as a whole, "" for none.

    A code that is a word of the language too ("OR", "IN") counts only as `is_code`: in capitals.
    """
    phrase = " ".join(words)
    if len(phrase) == 2 and phrase in _CODES:
        if is_code and (is_set_off or phrase not in _ALSO_WORDS):
            return _CODES[phrase]
        if phrase not in {"us", "uk", "nz", "mx", "eu", "sf", "la"}:
            return ""
    if phrase in {"la", "us", "south", "mena", "eu", "york", "reading", "venice"} and not (
        is_code or is_set_off
    ):
        return ""
    found = _tags().get(phrase, "")
    if not found and len(words) > 1:
        if words[0] == "greater":
            # Greater Los Angeles is more than the city: another chapter may have that.
            city = _tags().get(" ".join(words[1:]), "") or _CODES.get(words[-1] * is_code, "")
            return f"{city}/greater" if city else ""
        state = _CODES.get(words[-1], "")
        city = _tags().get(" ".join(words[:-1]), "") if state else ""
        if city:
            # "Portland ME" is not the Portland that is meant where no state is said.
            return city if city.startswith(state) else f"{state}/{' '.join(words[:-1])}"
    return found


def nationality(word: str) -> str:
    """Return the tag of the country whose adjective the folded word is, "" for none."""
    return _nationalities().get(word, "")


def is_within(inner: str, outer: str) -> bool:
    """Say whether the place `inner` lies in the place `outer`; no place lies in itself."""
    return len(inner) > len(outer) and inner.startswith(outer) and inner[len(outer)] in "-/"


def agree(one: str, other: str) -> bool:
    """Say whether two tags can tell where one body is: the same place, or one holds the other."""
    return one == other or is_within(one, other) or is_within(other, one)
