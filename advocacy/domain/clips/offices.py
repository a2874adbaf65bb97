"""Offices, titles and roles: the words before or after a name that say who somebody is. All folded."""

from __future__ import annotations

from collections.abc import Sequence

from advocacy.domain.clips.tokens import word_set

COURTESY = word_set("mr mrs ms miss mx sr sra srta senor senora don dona dr dra doctor doctora mr. rev reverend")
"""Before a name; they are no office."""

OFFICES = word_set(
    """
    mayor councilor councillor councilman councilwoman councilmember councilperson alderman alderwoman alder
    selectman selectwoman selectperson governor gov senator sen representative rep congressman congresswoman
    assemblyman assemblywoman assemblymember president chief commissioner superintendent sheriff sergeant sgt
    lieutenant lt captain capt officer detective judge justice clerk treasurer auditor assessor solicitor secretary
    chairman chairwoman chairperson chair director bishop pastor father rabbi imam sister deacon rev reverend
    professor prof principal attorney manager supervisor administrator moderator trustee prosecutor comptroller
    supt cmdr commander atty det ofc monsignor msgr trooper warden constable registrar coach curator provost
    ald deputy president-elect mayor-elect controller chancellor coordinator marshal lawyer ombudsman whip speaker
    alcalde alcaldesa concejal concejala regidor regidora gobernador gobernadora senador senadora diputado diputada
    jefe jefa sargento comisionado comisionada directora presidente presidenta secretario secretaria obispo
    reverendo reverenda padre profesor profesora abogado abogada juez jueza fiscal superintendente portavoz vocero
    vocera administradora administrador tesorero tesorera coordinador coordinadora rabino comandante capitan teniente
    """
)
"""Heads of an office: "Mayor", "City Councilor", "Police Chief"."""

ROLES = OFFICES | word_set(
    """
    organizer advocate activist resident tenant teacher spokesman spokeswoman spokesperson landlord nurse leader
    student owner parent member founder co-founder co-chair volunteer worker researcher economist analyst
    physician engineer planner counselor librarian shopkeeper barber driver aide counsel adviser advisor
    editor columnist author historian priest minister chaplain veteran homeowner renter mother grandmother
    retiree baker cook mechanic developer broker consultant paralegal custodian electrician carpenter firefighter
    wife husband son daughter brother widow widower cousin aunt uncle
    businesswoman businessman challenger candidate moderator pediatrician therapist chef artist musician filmmaker
    entrepreneur fundraiser inspector inspectora dispatcher pharmacist dentist veterinarian translator
    delegado delegada rector rectora candidato candidata
    architect roofer farmer plumber contractor waitress waiter bartender nanny janitor cashier fisherman photographer
    reporter novelist poet scientist biologist ecologist psychologist sociologist surgeon midwife soldier painter
    cleaner housekeeper welder machinist landscaper gardener grocer butcher florist hairdresser instructor trainer
    tutor sophomore freshman dishwasher seamstress roommate boyfriend girlfriend fiance niece nephew salesman
    bookkeeper accountant dietitian paramedic lobbyist strategist pollster demographer epidemiologist psychiatrist
    arquitecto arquitecta ingeniero ingeniera psicologo psicologa periodista locutor locutora agricultor agricultora
    jornalero jornalera cocinero cocinera pescador albanil costurera panadero panadera carpintero plomero chofer
    taxista barbero pastora sacerdote comerciante empresario empresaria dirigente vicepresidente vicepresidenta
    gerente encargado encargada sindicalista pediatra trabajadora limpiadora conserje
    rancher dairyman leader colleague sponsor opponent plaintiff defendant litigant treasurer intern clinician
    survivor victim commuter rider customer regular patron caregiver caretaker guard veteran writer poet
    technician stylist bus-driver mailman beekeeper tailor butler logger miner lobsterman shepherd drummer
    parroco cura capellan vicar deacon
    executive head vice-president ceo steward delegate neighbor
    organizador organizadora activista residente inquilino inquilina maestro maestra enfermera enfermero lider
    estudiante dueno duena miembro fundadora fundador voluntario voluntaria trabajador trabajadora vecino vecina
    investigadora investigador economista medico medica madre abuela propietaria propietario defensor defensora
    """
)
"""What somebody may be called after the name or, in small letters, before it."""

FAMILY = word_set(
    "wife husband son daughter brother sister widow widower cousin aunt uncle mother father grandmother grandfather "
    "niece nephew partner roommate friend neighbor colleague esposa esposo hija hijo hermana hermano abuela abuelo "
    "vecina"
)
"""Before a given name alone."""
BEFORE_OFFICE = word_set(
    """
    city town state county village federal u.s us school police fire deputy vice assistant associate former acting
    interim asst dep
    senate house majority minority republican democratic gop party
    at-large council councilor-at-large committee board ward district executive lieutenant attorney general
    public works health housing planning finance managing senior lead superior court precinct program policy field
    communications press select legal chief then-mayor longtime outgoing incoming tenant tenants union labor community
    building parks transportation human resources water zoning budget campus athletic emergency environmental economic
        transit marketing medical development building line retired local parish immigration rights worker youth
    policia bomberos municipal estatal general ejecutivo ejecutiva
    escolar distrito vivienda salud obras publicas sindical comunitario comunitaria
    """
)
"""May stand before the head of an office: "Deputy Police Chief", "School Committee Chair"."""

SPOKES = word_set("spokesman spokeswoman spokesperson portavoz vocero vocera aide")
"""Those who speak for somebody else: their words are never that person's."""

SAME_OFFICE = (
    word_set("mayor alcalde alcaldesa"),
    word_set(
        "councilor councillor councilman councilwoman councilmember councilperson alderman alderwoman alder concejal "
        "concejala regidor regidora"
    ),
    word_set("governor gov gobernador gobernadora"),
    word_set("senator sen senador senadora"),
    word_set("representative rep congressman congresswoman representante diputado diputada"),
    word_set("president presidente presidenta"),
    word_set("chief jefe jefa"),
    word_set("commissioner comisionado comisionada"),
    word_set("superintendent superintendente"),
    word_set("sergeant sgt sargento"),
    word_set("lieutenant lt teniente"),
    word_set("captain capt capitan"),
    word_set("director directora"),
    word_set("bishop obispo"),
    word_set("rev reverend reverendo reverenda pastor priest sacerdote padre father parroco cura"),
    word_set("clerk secretario secretaria"),
    word_set("judge justice juez jueza"),
    word_set("chair chairman chairwoman chairperson presidente presidenta"),
    word_set("professor prof profesor profesora"),
    word_set("attorney lawyer abogado abogada"),
)
"""One office in two languages, long and short."""

FEMALE = word_set(
    """
    mrs ms miss sra srta senora dona dra doctora councilwoman alderwoman selectwoman congresswoman assemblywoman
    chairwoman spokeswoman alcaldesa concejala regidora gobernadora senadora diputada jefa comisionada directora
    presidenta secretaria reverenda profesora abogada jueza vocera mother grandmother sister organizadora maestra
    enfermera tesorera coordinadora administradora inquilina vecina fundadora madre abuela
    """
)
MALE = word_set(
    """
    mr sr senor don councilman alderman selectman congressman assemblyman chairman spokesman alcalde gobernador
    senador diputado jefe comisionado obispo reverendo padre father profesor abogado juez vocero organizador maestro
    bishop imam concejal inquilino vecino
    """
)


_LONG = {
    "gov": "Governor",
    "sen": "Senator",
    "rep": "Representative",
    "prof": "Professor",
    "asst": "Assistant",
    "sgt": "Sergeant",
    "lt": "Lieutenant",
    "capt": "Captain",
    "supt": "Superintendent",
    "cmdr": "Commander",
    "atty": "Attorney",
    "det": "Detective",
    "ofc": "Officer",
}
"""Offices as the news shortens them."""


def singular(key: str) -> str:
    """Return the plain office in "councilors", "councilor-at-large", "ex-mayor"; other words stay as they are."""
    parts = [part for part in key.split("-") if part in OFFICES] if "-" in key else []
    if parts:
        return parts[0]
    for ending in ("es", "s"):
        if key.endswith(ending) and key[: -len(ending)] in ROLES:
            return key[: -len(ending)]
    return key


def shown(word: str) -> str:
    """Return a word of an office for one person: "Councilors" is "Councilor"; what has a hyphen stays."""
    plain = word if "-" in word else word[: len(singular(word.casefold()))]
    return _LONG.get(plain.casefold(), plain)


def office_groups(words: Sequence[str]) -> frozenset[int]:
    """Return which of the same offices some words name ("City Councilor": that of councilors)."""
    return frozenset(index for index, group in enumerate(SAME_OFFICE) for word in words if word in group)
