"""Words of speech in English and Spanish, folded (without accents), by what may follow them."""

from advocacy.domain.clips.tokens import word_set

_ENGLISH = word_set(
    """
    said says say added adds noted notes explained explains argued argues stated states insisted insists replied
    responded answered countered recalled recalls wrote writes testified declared declares acknowledged acknowledges
    admitted admits emphasized stressed stresses remarked observed concluded quipped joked reiterated repeated
    conceded contended contends maintained maintains asserted claimed claims warned warns cautioned promised vowed
    pledged suggested suggests announced announces predicted estimated estimates complained lamented believes
    believed tweeted posted shouted exclaimed asked asks told tells confirmed confirms denied denies continued continues
    retorted mused sighed whispered scoffed opined recounted wonders jokes concedes writes promises complains
    commented estimates reported reports alleged offered wondered summarized urged urges
    demanded demands recommended recommends threatened threatens alleges
    ruled ordered began jokes laments observes remembers remembered quips muses ventures promised offers
    agreed agrees disagreed questioned questions marveled interjected snapped disputed disputes
    explains worries worried fears feared thinks assured assures reminded reminds
    boasted bragged grumbled protested objected pleaded cried yelled reasoned reflected concurred remarks deadpanned
    """
)
SPANISH = word_set(
    """
    dijo dice dicen dijeron decia afirmo afirma afirmaron senalo senala senalaron agrego agrega anadio anade explico
    explica explicaron indico indica aseguro asegura aseguraron declaro declara comento comenta expreso expresa
    manifesto manifiesta sostuvo sostiene advirtio advierte advirtieron anuncio anuncia anunciaron insistio insiste
    recordo recuerda pregunto pregunta respondio responde contesto contesta reconocio reconoce admitio admite
    denuncio denuncia denunciaron prometio promete subrayo subraya destaco destaca apunto preciso precisa aclaro
    aclara escribio escribe concluyo relato relata conto cuenta lamento lamenta opino opina reitero reitera repitio
    replico replica repuso recalco remarco puntualizo resumio detallo revelo confeso reclamo exhorto solicito
    pidio pide pidieron exigio exige exigieron insto insta instaron celebro defendio
    nego niega estimo calculo estima calcula considero considera cree exclamo confirmo confirma informo informa
    quejo queja quejaron menciono menciona enfatizo enfatiza argumento argumenta ironizo bromeo sentencio
    aviso avisa suspiro suspira grito grita gritaron murmuro murmura susurro bromea clamo apostillo adelanto adelanta
    recalca subraya confiesa celebra propuso propone planteo plantea ratifico refirio remato justifico rechazo cuestiono
    alerto vaticino juro rogo suplico exclama inquirio cuentan opinan explican reclama determino dictamino resolvio
    acoto narro pronostico matizo
    explicaron comentaron contaron relataron agregaron expresaron respondieron insistieron aseguraban decian
    """
)
"""Spanish verbs of speech need no subject beside them: it is whoever spoke before."""
WITH_ACCENT = word_set(
    "aviso suspiro grito anuncio reclamo adelanto planteo susurro rechazo celebro alerto calculo murmuro"
)
"""Nouns too: verbs of speech only where the text writes the accent ("avisó")."""
SAYING = _ENGLISH | SPANISH
"""Finite verbs that a speaker governs; some need more beside them before a clause counts as reported."""

FREE_REPORT = word_set(
    """
    said says say believes believed thinks warned warns claimed claims estimates estimated argued argues insisted
    insists promised vowed pledged contends contended maintains predicted added adds acknowledged conceded noted
    confirmed confirms announced announces thinks notes testified testifies alleged alleges fears feared suggested
    suggests wrote writes denied denies
    """
)
"""English verbs after which the reported clause may begin without "that"."""

NEEDS_A_VERB = word_set(
    "confirmed confirms announced announces noted notes suggested suggests wrote writes denied denies fears feared "
    "alleged alleges acknowledged conceded predicted warned"
)
"""Of these, those that lead to a thing as often as to a clause."""
TELLING = word_set(
    "told tells assures reminds asked asks urged urges informed reminded assured warned dijo aseguro informo pidio"
)
"""Verbs that name their hearer before the words."""

ASKING_TO = word_set(
    """
    urged urges asked asks promised promises vowed vows pledged pledges threatened demanded agreed offered called calls
    replico replica repuso recalco remarco puntualizo resumio detallo revelo confeso reclamo exhorto solicito
    pidio pide pidieron exigio exige exigieron prometio promete insto insta instaron llamo
    """
)
"""Verbs that report a wish or a promise: "asked the council to …", "vowed to …", "called for …"."""

CALLING = word_set(
    """
    called calls described describes dubbed labeled branded accused accuses blasted denounced dismissed
    referred compared likened thanked spoke credited blamed faulted deemed comparo agradecio tildo
    hailed praised criticized slammed mocked acuso critico elogio llamo califico calificaron describio tacho
    """
)
"""Verbs that put words on a thing: "called the plan “a bad deal”"."""

CLITICS = word_set("le les lo la me nos se")
"""Between a speaker and a Spanish verb they name the hearer: "les dijo", "nos contó"."""

PHRASES = {
    ("pointed", "out"): "noted",
    ("points", "out"): "notes",
    ("chimed", "in"): "added",
    ("shot", "back"): "replied",
    ("fired", "back"): "replied",
    ("called", "out"): "shouted",
    ("dejo", "claro"): "aclaro",
}
"""Two words that say as much as one verb of speech."""

GERUNDS = word_set(
    """
    saying adding noting explaining arguing warning insisting writing calling telling asking stating stressing
    declaring describing vowing urging demanding pledging promising announcing replying joking
    diciendo agregando anadiendo senalando explicando advirtiendo insistiendo escribiendo asegurando afirmando
    indicando recordando subrayando
    """
)
"""These take the speaker of the verb before them."""

ACCORDING = (
    ("according", "to"),
    ("de", "acuerdo", "con"),
    ("de", "acuerdo", "a"),
    ("de", "acuerdo", "al"),
    ("segun",),
    ("in", "the", "words", "of"),
    ("en", "palabras", "de"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
    ("a", "juicio", "de"),
    ("en", "opinion", "de"),
    ("a", "juicio", "del"),
    ("en", "opinion", "del"),
    ("en", "palabras", "del"),
)
"""Attribution without a verb; the speaker follows."""

AUXILIARIES = word_set(
    """
    has have had both all each ambos
    long always only just simply previously often soon twice instead even since
    also then later repeatedly again now still once already often quickly never did does do could
    ha han habia tambien luego despues ya
    """
)
"""May stand between a speaker and the verb; so may English adverbs in -ly."""

PASSIVE = word_set("is are was were be been being am gets got es fue era ser son fueron to")
"""Before a verb of speech these make it no speech of the one before ("was told", "is said to")."""

NO_WORDS = word_set("declined refused nothing comment rehuso declino nego")
SIGN_NOUNS = word_set(
    """
    sign signs banner banners poster posters placard placards shirt shirts t-shirt t-shirts mural button buttons
    sticker stickers letrero letreros pancarta pancartas cartel carteles camiseta camisetas
    """
)
SIGN_WORDS = SIGN_NOUNS | word_set(
    """
    reading read reads titled entitled called named known dubbed nicknamed labeled headlined
    chant chants chanted chanting sang singing so-called termed sung
    consigna consignas coreaban corearon coreando titulado titulada titulados llamado llamada llamados llamadas
    denominado denominada conocido conocida lema decia decian
    """
)
"""What stands before quoted words that nobody said: signs, chants, titles and names."""

THAT = word_set("that que")
WHETHER = word_set("whether if why how what when where si")
"""They begin a clause that somebody asks, wonders about or explains."""
ASKING = word_set("questioned questions wondered wonders explained explains recalled pregunto pregunta")
HE = word_set("he el")
SHE = word_set("she ella")
THEY = word_set("they ellos ellas")
