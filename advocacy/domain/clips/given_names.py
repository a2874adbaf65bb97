"""Given names that are common in the United States, in English and Spanish, folded.

One of them before another capitalised word is a sign of a person, and shows which pronoun will stand for them. A name
that is missing costs little: an office or a verb of speech shows a person, too.
"""

from advocacy.domain.clips.tokens import word_set

WOMEN = word_set("""
    abigail adela adriana agnes aida aileen alba alejandra alice alicia alison allison alma amanda amelia amina amy ana
    anabel andrea angela angelica angie anita ann anna anne annette annie antonia araceli ashley audrey aurora barbara
    beatriz becky belen bernice beth betty beverly blanca brenda bridget brittany camila carla carmen carol carolina
    caroline carolyn carrie catalina catherine cathy cecilia celeste celia charlotte cheryl christina christine cindy
    claire clara clarissa claudia colleen concepcion connie consuelo courtney cristina crystal cynthia daisy daniela
    danielle dawn deborah debra delia denise diana diane dolores donna doris dorothy edith eileen elaine elba elena
    elisa elizabeth ellen elsa elvira emilia emily emma erica erin ernestina esperanza esther estela eugenia eva evelyn
    faith fatima felicia fernanda fiona flora florence frances francisca gabriela gail genevieve gina gladys glenda
    gloria grace graciela griselda guadalupe gwen hannah harriet hazel heather helen hilda holly ida imani ines ingrid
    irene iris irma isabel isabella ivette jackie jacqueline jane janet janice jasmine jean jeanne jennifer jenny
    jessica jill joan joanna josefina josephine joy joyce juana juanita judith judy julia
    juliana julie june karen karina
    kate katherine kathleen kathryn kathy katie keisha kelly kim kimberly kristen latoya laura lauren leah leila
    lena leonor leticia lidia lillian lily linda lisa lois lorena loretta lorraine lourdes lucia lucille lucy luisa
    lupe luz lydia lynn mabel madeline magdalena maggie manuela marcela marcia margaret margarita maria mariana marie
    marilyn marina marisol marjorie marlene marta martha mary maryann matilda maureen maya megan melanie melissa
    mercedes michelle mildred milagros miranda miriam molly monica myra myrna nadia nancy naomi natalia natalie nicole
    nilda nina noemi nora norma ofelia olga olivia paige pamela patrice patricia paula pauline penny phyllis pilar
    priscilla rachel ramona raquel rebecca regina renee rita roberta robin rocio rosa rosalia rosario rose rosemary
    roxana ruby ruth sabrina sally samantha sandra sara sarah selena shannon sharon sheila shirley silvia sofia
    soledad sonia sophia stacy stella stephanie susan susana suzanne sylvia tamara tamika tania tanya tara teresa
    theresa tiffany tina tracy trinidad ursula valentina valeria valerie vanessa vera veronica victoria violet virginia
    vivian wanda wendy whitney ximena yadira yesenia yolanda yvette yvonne zoe priya mei aisha nadine thuy linh lan
    """)
MEN = word_set("""
    aaron abdul abel abraham adam adrian agustin ahmed alan albert alberto alejandro alex alexander alfred alfredo ali
    allan allen alvin amir anderson andre andres andrew andy angel anthony antonio armando arnold arthur arturo barry
    ben benito benjamin bernard bernardo bill billy bob bobby brad bradley brandon brendan brian bruce bryan byron
    caleb calvin carl carlos cesar chad charles charlie chester chris christian christopher clarence claude clayton
    clifford clyde corey craig cristian curtis dale damian dan daniel danny darnell darrell darren david dean dennis
    deval derek diego dmitri domenic domingo dominic don donald doug douglas duane dustin dwight dylan earl ed eddie
    edgar eduardo edward edwin efrain eli elias emanuel emilio emmanuel enrique eric ernest ernesto esteban ethan eugene
    evan ezequiel felipe felix fernando fidel floyd francis francisco frank franklin fred frederick gabriel gary gene
    george gerald gerardo gilbert gilberto glenn
    gonzalo gordon graham greg gregory guillermo gus gustavo guy harold harry
    hassan hector henry herbert heriberto herman hiram homer horace howard hugh hugo ian ibrahim ignacio isaac ismael
    israel ivan jack jacob jaime jake jamal james jared jason javier jay jeff jeffrey jeremy jermaine jerome jerry
    jesse jesus jim jimmy joaquin joe joel john johnny jon jonathan jordan jorge jose joseph josh joshua juan julian
    julio justin karl keith ken kenneth kevin kurt kyle lamar larry lawrence lazaro leo leon leonard leonardo leroy
    lester lewis lloyd lorenzo louis lucas luis luke malcolm malik manuel marc marcelo marco marcos marcus mario mark
    marshall martin marty marvin mateo matthew mauricio maurice max melvin michael miguel mike milton mitchell mohamed
    mohammed moises morris nathan nathaniel neil nelson nestor
    nicholas nick nicolas noah noel norman octavio omar orlando
    oscar oswaldo otto owen pablo patrick paul pedro percy perry pete peter phil philip phillip pierre rafael ralph
    ramiro ramon randall randy raul ray raymond reginald rene ricardo richard rick rob robert roberto rodney rodolfo
    rodrigo roger rogelio roland rolando roman ron ronald ross roy ruben rudy russell ryan salvador sam samuel santiago
    santos saul scott sean sergio seth shane shawn sidney simon stanley stephen steve steven stuart talbert ted terence
    terrence theodore thomas tim timothy tito tobias todd tom tomas tommy tony travis trevor troy tyler tyrone
    vernon victor vincent virgil vicente wallace walter warren wayne wesley wilfredo will william willie winston xavier
    zachary zubair amaad yusuf rashid minh tuan raj sanjay kwame wei hung
    """)


def is_given_name(key: str) -> bool:
    """Tell whether a folded word is a common given name."""
    return key in WOMEN or key in MEN
