"""Words that make a name the name of an organization or of a place, and the small words inside names. All folded."""

from advocacy.domain.clips.tokens import word_set

ORGANIZATION_HEADS = word_set(
    """
    council department union coalition committee association alliance center centre church university college school
    schools board commission authority agency bureau office police court party chamber foundation institute
    federation network league conference diocese archdiocese
    temple mosque synagogue ministries ministry company corporation
    corp inc llc bank hospital clinic fund caucus congress senate legislature society service services
    times gazette herald courier tribune journal observer sentinel chronicle globe administration division cooperative
    co-op collective campaign workers tenants teachers project initiative partnership ymca task force press
    action house local parish congregation realty properties management group library museum democrats republicans
    pantry kitchen shelter mission club lodge legion rotary brewery supermarket laundromat cafe restaurant diner
    aid guild brotherhood company firm group organization agencia empresa organizacion grupo
    forum assembly consortium trust partners ombudsman ministries holdings hardware enterprises industries associates
    ventures pharmacy motors logistics foods solutions wire dispatch beacon register messenger radio weekly bulletin
    lab labs systems works technologies consulting strategies lantern observatorio proyecto
    transcript enterprise inquirer semanal elementary academy convent monastery chorus orchestra churches compania
    concejo consejo departamento sindicato coalicion comite asociacion alianza centro iglesia universidad colegio
    escuela escuelas junta comision autoridad agencia oficina policia tribunal partido camara fundacion instituto
    federacion red liga diocesis mezquita templo hospital clinica fondo congreso senado legislatura sociedad
    cooperativa ministerio diario periodico parroquia union corte
    """
)
"""A run of capitalised words with one of these is an organization."""

OUTLETS = word_set(
    """
    times gazette herald courier tribune journal observer sentinel chronicle globe news radio weekly ledger post press
    daily diario periodico voz noticias heraldo telegram republican
    """
)
"""Words in the names of newspapers and stations."""

PAPERS = word_set(
    "record ledger news post star mirror monitor examiner telegraph telegram advertiser reporter patriot-ledger sun "
    "standard-times union-leader free-press heraldo noticias"
)
"""Last words in the names of newspapers; two capitals and one of these are one."""
LEADING_HEADS = word_set(
    """
    department university council center centre fund project partnership campaign institute network
    association coalition diocese archdiocese office bureau league friends church
    friends citizens neighbors mothers parents students families amigos madres padres abogados casa hijos committee
    board college society federation brotherhood bank institute union conference alliance school
    concejo consejo departamento sindicato coalicion comite asociacion alianza centro iglesia universidad colegio
    escuela junta comision autoridad agencia oficina policia tribunal partido camara fundacion instituto
    federacion red liga diocesis mezquita templo clinica fondo congreso senado sociedad cooperativa union hospital corte
    ministerio parroquia movimiento mujeres proyecto frente observatorio grupo cooperativa homes housing
    """
)
"""After one of these "of", "for", "de" go on with the name."""

SPANISH_HEADS = word_set(
    """
    concejo consejo departamento sindicato coalicion comite asociacion alianza centro iglesia universidad colegio
    escuela junta comision autoridad agencia oficina policia tribunal partido camara fundacion instituto federacion
    red liga diocesis mezquita templo clinica fondo congreso senado sociedad cooperativa hospital corte ministerio
    mujeres proyecto frente observatorio grupo cooperativa
    parroquia movimiento empresa periodico diario casa abogados radio
    """
)
"""A name that begins with one of these is an organization's, with or without "de" after it."""

PLACE_HEADS = word_set(
    """
    street avenue road boulevard drive lane square park plaza bridge river lake county neighborhood heights hill beach
    island valley terrace common highway mountain harbor bay creek pond city-hall hall library auditorium stadium
    theater theatre armory pier wharf trail courthouse arena rink pool field dam mills landing hollow falls woods
    forest ridge meadow meadows point
    village crossing corner station terminal cemetery playground garden gardens building apartments tower towers
    calle avenida parque plaza puente rio condado barrio lago camino bulevar ayuntamiento alcaldia edificio
    commons depot gymnasium flats st ave blvd rd hwy rte
    gym mall landing manor estates boulevard turnpike parkway way dam reservoir
    """
)
"""A run of capitalised words that ends (in Spanish: begins) with one of these is a place."""

DIRECTIONS = word_set("north south east west upper lower northern southern eastern western downtown central")
PLACE_ENDS = word_set("end side shore gate")
"""“North End”, “West Side”."""

CIVIC = word_set(
    "board regional city council police fire school schools public department library county concejo policia escuelas"
)
"""Beside one of these the first word of an organization is the name of its town ("Sampleville City Council")."""

STATES = frozenset(
    """
    alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|
    indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|
    montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|
    oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|
    west virginia|wisconsin|wyoming|puerto rico|washington|united states|new england|mexico|guatemala|
    el salvador|honduras|estados unidos|nueva york|boston|chicago
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
STATE_SHORT = word_set(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn "
    "tex vt va wash wis wyo ma ct ri nh vt me ny nj dc"
)
"""After a comma, the state of a city."""

PLACE_BEFORE = word_set("in near at outside around across throughout toward inside en desde hacia cerca visited")
"""Before a run of capitalised words they show a place."""

STREETS = word_set("street avenue road boulevard lane drive st ave blvd rd court square terrace way place")
NAME_LINKS = word_set("de del la las los van von der da dos di y e")
ORGANIZATION_LINKS = word_set("of for against the and & de del la las los para por y el e on in")

COMMON_STARTS = word_set(
    """
    the a an in on at but and or so yet for from with without by to of as if when while after before since until
    although though because he she it they we i you his her its their our my your this that these those there here
    then now what who whom whose which where why how not no yes all some many most several few both each every
    another other such even still just only also more less about according asked under over during between among
    through against despite instead meanwhile however later last next earlier today yesterday tonight tomorrow once
    one two three four five six seven eight nine ten dozens hundreds thousands nearly almost roughly let please
    said says supporters opponents residents tenants neighbors critics officials officers councilors lawmakers
    advocates activists organizers members police city town state federal public photo inside outside reached
    speaking standing asked pressed
    was is did does has had will would can could should are were neither either dear sincerely respectfully questioned
    el la los las un una unos unas y o pero si no en de del al a con sin por para desde hasta segun cuando mientras
    aunque porque que como donde quien quienes su sus se lo le les ella ellos ellas yo nosotros este esta estos estas
    ese esa eso esto ayer hoy manana anoche tras ante antes despues durante entre sobre bajo contra hace mas menos muy
    ya tambien ademas asi luego entonces nadie todo todos toda todas cada otro otra otros otras algunos muchas muchos
    varios dos tres cuatro cinco vecinos inquilinos residentes familias
    """
)
"""A capital at the start of a sentence says nothing about these words."""

MONTHS_AND_DAYS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
    lunes martes miercoles jueves viernes sabado domingo
    """
)
