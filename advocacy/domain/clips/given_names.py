"""Given names that are common in the United States, in English and Spanish, folded.

One of them before another capitalised word is a sign of a person, and shows which pronoun will stand for them. A name
that is missing costs little: an office or a verb of speech shows a person, too. Names that are more often a place, a
thing or a last name are left out.
"""

from advocacy.domain.clips.tokens import word_set

WOMEN = word_set("""
    abena abigail adaeze adela adele adelina adeline adriana adwoa agatha agnes agustina aida aileen ailsa aisha
    aiyana akiko akosua akua alana alba alberta alejandra alessandra alexa alexandra alice alicia alina alison
    aliyah allison alma althea alyssa amal amalia amanda amara amelia amina aminata amira amparo amy ana anabel
    anahi ananya anastasia andrea angela angelica angie anita anjali ann anna annabel annabelle anne annette
    annie annmarie antoinette antonia anya aparna araceli ariana arlene asha ashlee ashley astrid audrey augusta
    aurora ava aviva ayesha barbara bea beatrice beatriz becca becky belen bella bernadette bernadine bernice
    bertha bess bessie beth bettina betty beverly bianca blanca bonnie bree brenda briana brianna bridget bridie
    brigid brittany brynn callie camila candace candice carla carlene carlotta carmela carmen carol carole
    carolina caroline carolyn carolyne carrie cassandra cassie catalina catherine cathleen cathy cecilia cecily
    celeste celia chandra chantal charlene charlotte charmaine chelsea cheryl chiamaka chiara chidinma chloe
    christa christie christina christine ciara cicely cindy claire clara claribel clarice clarissa claudette
    claudia claudine clementina clementine cleo colleen concepcion connie consolacion constance consuelo cora
    cordelia coretta corinne cornelia cristina crystal cynthia dahlia daisy dalia daniela danielle daphne
    darlene dawn deanna deb debbie deborah debra deepa deidre deirdre delia delilah delores delphine demetria
    denise denisse desiree devorah diana diane dianne dina dinah divya dolly dolores donatella donna dora
    dorinda doris dorothea dorothy dottie edith edna edwina effie efua eileen elaine elba elena eliana elisa
    elise elisha eliza elizabeth ella elle ellen ellie eloise elsa elspeth elvia elvira emelia emerald emiko
    emilia emily emma enid erica ericka erin ernestina esme esmeralda esperanza estela esther etta eudora
    eugenia eulalia eun-ji eunice eva evangeline evelyn evie fabiola faith fang fanny farida fatima fatou
    fatoumata fay faye felicia felicity fernanda fiona flora florence folake fran frances francesca francine
    francisca frida frieda gabriela gail gemma geneva genevieve georgette georgina geraldine gertrude gina ginny
    giovanna gisela giselle giulia gladys glenda glennis gloria grace graciela greta gretchen griselda gwen
    gwendolyn hadley hailey haley hana hanan hanna hannah harriet hattie haydee hazel heather hedy heidi helen
    helena helene helga henrietta hermelinda hester hiba hibo hilda hillary hiroko hodan holly hortensia huda
    huong hye-jin ida ifrah ileana iliana iman imani imelda imogen ina indira ines inez ingrid ioana iolanda
    iona irene iris irma isabel isabella isadora itzel iva ivana ivelisse ivette ivonne jacinta jaclyn
    jacqueline jada jamila jana jane janelle janet janette janice janie janine jasmin jasmine jayne jazmin
    jeanette jeanine jeanne jeannie jenna jennifer jenny jessica jill jillian jing joan joann joanna joanne
    jocelyn jodi jodie joelle johanna jolene joni josefa josefina josephine josie josslyn jovita joy joyce juana
    juanita judith judy julia juliana julie juliet juliette june justine kaitlin kara karen kari karina karla
    katarina kate katharine katherine kathleen kathryn kathy katie katrina katya kavita kay kayla keiko keira
    keisha kelley kelli kellie kelly kelsey kendra kerri khadija khadijah kiana kiara kimberley kimberly kirsten
    kitty krista kristen kristi kristie kristin kristina krystal kumiko kyra lacey ladonna laila lakeisha
    lakshmi lana lara larissa latasha latisha latonya latoya laura laurel lauren lauretta layla lea leah leana
    leanne leatrice leela leila lena lenora leona leonor leora lesley leticia letitia lianne libby lidia lilian
    liliana lillian lillie lily lina linda linh lisa lisette liv livia liza lizbeth lizzie lois lola lorelei
    lorena lorene loretta lori lorna lorraine lottie louisa louise lourdes luana lucia luciana lucille lucinda
    lucretia lucy luisa lupe lupita luz lydia lynda lynette lynn lynne mabel madalyn madeline mae maeve magda
    magdalena maggie maha maia maire malia mallory mandy manuela marcela marcella marcia marcy margaret
    margarette margarita margery margie margo margot marguerite maria mariam mariama mariana marianne maribel
    maricela maricruz marie mariela marietta marigold marilu marilyn marina maris marisela marisol marissa
    maritza marjorie marla marlena marlene marnie marsha marta martha marva mary maryam maryann maryanne
    maryellen marylou matilda mattie maude maureen mavis maxine maya meena meera meg megan meghan mehret mei
    melanie melissa mercedes meredith mia micaela michaela michelle michiko mikayla milagros mildred millicent
    millie mimi mina mindy minerva minnie mirabel miranda mirella mireya miriam mirna missy mitzi moira molly
    mona monica montserrat muriel myra myrna myrtle nadege nadia nadine najwa nalini nan nancy nanette naoko
    naomi nara natalia natalie natasha nawal nayeli nell nellie nelly nereida nessa neva ngoc ngozi nhung
    nichelle nicole nicolette nieves nilda nilsa nina ninfa nita nkechi noelle noemi noor nora norah noreen
    noriko norma noura nubia nydia odalys odessa odette ofelia olena olga olimpia olivia ophelia oralia oriana
    orsolya oumou padma paige paloma pam pamela pamila pansy paola parvati patrice patricia patsy patti patty
    paula paulette paulina pauline peggy penny perpetua petra petronila philomena phoebe phuong phyllis pilar
    piper polly pooja portia priscilla priya queenie rachel rachelle radha raina ramona ramya randi rani rania
    raquel rayna reba rebecca regina reiko rekha renee rhea rhoda rhonda ria ricarda rima rina rita roberta
    rochelle rocio romina rosa rosalba rosalia rosalie rosalina rosalind rosalinda rosana rosanna rosanne
    rosario rose roseann roseanne rosella rosemary rosetta rosie roslyn rowena roxana roxanne rubi ruby ruth
    ruthie sabrina sachiko sade sadie sahra saida sally salma salwa samantha samar samira sana sandi sandra
    saoirse sara sarah sarai saundra sawsan scarlett selena selina selma serena shana shanice shanna shari
    sharlene sharon sharonda shawna sheena sheila shelia shelley shelly sheree sheri sherri sherrie sherry
    sheryl shirin shirley shonda shreya sierra sigrid silvia simone siobhan sita smita socorro sofia soledad
    sondra sonia sonja sonya soo-jin sophia souad stacey stacie stacy stefania stefanie stella stephanie sunita
    susan susana susanna susannah susie suzan suzanne suzette swati sybil sylvia sylvie tabitha tamar tamara
    tamera tami tamika tammy tanesha tania tanisha tanya tara tasha tatiana tawana tawny tayna teresa teri terri
    tess tessa thalia thao thea thelma theresa thomasina thuy tia tiana tiffany tina toni tonya tori trang trina
    trish trisha trudy tuyet twyla uma ursula usha valarie valentina valeria valerie vandana vanessa velma vera
    verna vernice veronica veronique vicki vickie vicky victoria vida viola violet violeta virgie virginia
    viridiana vivian vonda wafa wanda wendi wendy whitney wilhelmina willa wilma winifred winnie winona xia
    ximena xiomara xiu xochitl yadhira yadira yamini yan yara yasmin yasmine yazmin yelena yesenia yessenia
    yetunde ying ynez yoko yolanda yoselin yuliana yvette yvonna yvonne zahra zaida zainab zara zelda zenaida
    zoe zoila zora zuleika zulma
    """)
MEN = word_set("""
    aaron abdi abdirahman abdul abdullah abdullahi abe abel abraham adalberto adam adeel adolfo adolph adrian
    agapito agustin ahmad ahmed ahmet akeem alain alan alastair alban albert alberto aldo alec alejandro
    alessandro alexander alfonse alfonso alfred alfredo ali alistair allan allen alonso alonzo aloysius alphonse
    alton alvaro alvin amaad amado amari ambrose amir amit amos anand anatole anatoly anders anderson andre
    andreas andrei andres andrew andy angel angelo angus anibal anil ansel anselmo anthony antoine anton antonio
    apolinar archibald archie arden ari arjun arlo armand armando arnaldo arne arnold aron artemio arthur arturo
    arun asher ashok ashwin atticus augustine augusto augustus aurelio axel baldomero baltazar bao baptiste
    barnaby barney barrett barry bart bartholomew bashir basil beau ben benedict benito benjamin benji bennett
    benny benoit bernard bernardo bernie bert bertram bilal bill billy binh blaine bob bobby boris boubacar boyd
    brad bradley brady brandon brendan brendon brent bret brett brian brock broderick bruce bruno bryan bryant
    bryce buddy byron cade cal caleb callum calvin camilo candelario carl carleton carlo carlos carmelo carroll
    casimir casper cassius cecil cedric cedrick celestino cesar chad chadwick chandler charles charley charlie
    chauncey cheikh chester chet chidi chinedu christian christopher ciaran cipriano clarence clark claude
    claudio claus clay clayton clem clement clemente cliff clifford clifton clint clovis clyde cody colby
    coleman colin collin colm connor conor conrad constantine corbin cordell corey cormac cornelius cory cosmo
    courtland craig cristian cristobal cullen cuong curt curtis cuthbert cyril cyrus dale dalton damian damon
    dan dane daniel danny dante darby darin dario darius darnel darnell darrel darrell darren darrin darryl
    darwin daryl dashiell dave davey david dawson dean deandre declan delbert delmar delroy demarcus demetrius
    dennis denny denzel deon derek derrick desmond deval dewayne dexter dick diego dieter dimitri dinesh dino
    dirk dmitri domenic domingo dominic dominick don donal donald donnie donny donovan dorian doug douglas doyle
    duane duc dudley duncan dustin duy dwayne dwight dylan eamon earl earle earnest eben ebenezer ed eddie eddy
    edgar edison edmond edmund eduardo edward edwardo edwin efrain efren egbert eladio elbert eleazar eli elias
    eligio elijah eliseo elliot elliott elmer eloy elroy elton elvis elwood emanuel emeka emery emil emile
    emilio emmanuel emmett emory enoch enrique enzo ephraim epifanio erasmo erasto eric erick erik ernest
    ernesto ernie errol ervin erwin esequiel esteban ethan ettore eugene eusebio evan evaristo everett ewan
    ezekiel ezequiel ezra fabian fabio fabricio faisal farid faris faustino federico felipe felix felton
    ferdinand fergus fernando fidel finn finnegan fletcher florencio floyd forrest francis francisco frank
    franklin franz fred freddie freddy frederick fredrick fritz gabriel gael galen gamaliel ganesh gareth
    garfield garland garrett garry garth gary gaspar gaston gavin gaylord genaro gene geoff geoffrey george
    geraint gerald gerard gerardo germain gerry gideon gil gilbert gilberto giles gino gio giovanni giuseppe
    glenn godfrey gonzalo gopal gordon graeme graham grayson greg gregorio gregory griffin grover guadencio
    guillermo gunnar gunther gus gustavo guy hakeem hal hamid hamish hamza hank hans harlan harland harlow
    harold harry harvey hassan haywood heath hector heinrich helmut henri henry herb herbert herbie heriberto
    herman hermann hermes hernan herschel hieu hilario hiram hiroki hiroshi hoang homer horace howard howie
    hubert hugh hugo humberto humphrey hung hussein huy ian ibrahim ichabod idris ignacio ignatius igor ike
    ikenna ira irving irwin isaac isaiah isidore isidro ismael ismail israel issa itzhak ivan ivo jabari jacinto
    jack jacob jacques jafar jai jaiden jaime jake jakob jalal jalen jamal jamar jameel james janusz jared
    jarrett jarrod jarvis jason jasper javier javon jay jean-claude jean-paul jed jedediah jedidiah jeff jeffery
    jeffrey jerald jeremiah jeremy jericho jermaine jerod jerome jerrod jerry jesse jesus jethro jett jian jim
    jimmy jin joachim joao joaquin jock joe joel joey johan johann john johnathan johnnie johnny jon jonah jonas
    jonathan jorge jorgen jose josef joselito joseph josh joshua josiah josue jovan juan juancho judah judd jude
    jules julian julien julio julius junior justin juvenal kaleb kamal kapil karam karan kareem karim karl
    karsten kaspar kazuo keegan keenan keith kelvin ken kendrick kenji kenneth kennith kenny kent kenta kermit
    kevin khaled khalid khalil khanh kieran kip kirby kirk kofi kojo konrad konstantin krishna kristopher kumar
    kurt kwabena kwadwo kwaku kwame kwasi kyle kyler lachlan lamar lamont landon langston lanny larry lars
    laszlo lawrence lazaro lazarus leander leandro leif leland lemuel len lenin lennie lenny leo leobardo leon
    leonard leonardo leopold leopoldo leroy lester levi levon lewis liam liban linus linwood lionel llewellyn
    lloyd lon lonnie loren lorenzo lorne lou louie louis lowell lubomir luc luca lucas luciano lucien lucio
    ludwig luigi luis luke luther lyle lyman lyndon maceo mack magnus mahad mahmoud makoto maksim malachi
    malcolm malik mamadou manish manny manuel marc marcel marcelino marcellus marcelo marco marcos marcus
    mariano marino mario mark marlon marlow marques marquis marshall martin marty marvin marwan massimo mateo
    mathew mathias matias matt matthew matthias maurice mauricio maury maverick max maxim maximilian maximo
    maxwell maynard mckinley medgar mehmet melvin mendel merlin merrill merritt mervyn michael michel mick
    mickey miguel mikael mike mikhail miles millard milo milos milton min-jun minh mitchell modesto mohamad
    mohamed mohammad mohammed mohamud mohan mohsen moises monte montgomery mordecai morris mort mortimer mose
    moses moshe moussa muhammad mukesh munir murray mustafa myles myron nabil nader nash nasir nat nate nathan
    nathanial nathaniel naveen ned nehemiah neil nels nelson nestor nicholas nick nico nicolas niels nigel
    nikhil niko nikolai nikolas nils noah noel nolan norbert norman norton obadiah obed obinna octavio odell
    olaf ole olin oliver ollie olumide omar omer orin orlando orrin orville oscar osman osvaldo oswald oswaldo
    otis ottis otto ousmane owen ozzie pablo paco paddy pancho paolo pascal pascual patricio patrick paul paulo
    pavel pearce pedro percival percy pernell perry pete peter phil philip philippe phillip phineas phuc pierre
    pieter piotr placido porfirio prakash pranav praveen prentice primitivo qiang quang quentin quinton rafael
    raghu rahim rahul raimundo raj rajesh raju rakesh ralph ramesh rami ramiro ramon randal randall randolph
    randy raoul rashad rasheed rashid raul ravi raymond raymundo refugio reggie reginald reinaldo remi renato
    renaud rene reuben rex reymundo reynaldo rhett rhys ricardo rich richard richie rick rico rigoberto ringo
    rob robbie robert roberto rocco roderick rodger rodney rodolfo rodrick rodrigo roel rogelio roger rohan
    rohit roland rolando rollin roman romeo romulo ron ronald rosendo ross roy ruben rubin rudolfo rudolph rudy
    rufino rufus rupert russell rusty ryan sachin saeed sal salim salman salomon salvador sami samir sammy
    samson samuel sandeep sanjay santiago santino santos satish satoshi saturnino saul scot scott scottie seamus
    sean sebastian segun serafin serge sergei sergio seth seymour shane sharad shaun shawn sherwin shlomo shyam
    siddharth sidney silas silvestre silvio simon solomon sonny souleymane stan stanley stavros stefan stefano
    stephan stephen stephon steve steven stu stuart sung sunil suresh sven sylvester tad tadeo tadeusz takeshi
    talbert tarek tariq tarun ted teddy telly teodoro terence terrance terrell terrence tevin thad thaddeus
    thanh theo theodore theodoro thomas thurgood tiago tiberius tim timmy timothy tito titus tobias tobin toby
    todd tom tomas tomasz tommie tommy tony torrance travis travon tremaine trent trenton trevon trevor tristan
    troy trung tuan tunde tung tyler tyree tyrell tyrone tyson ubaldo uche uday ulises ulysses uriel usman
    valentin varun vaughn venkat vern vernon vic vicente victor victorio vidal vijay vikram vin vinay vince
    vincent vinnie vinny vinod virgil virgilio vito vivek vlad vladimir waldo walid wallace walt walter warren
    waylon wayne wei wendell werner wes wesley westley wilber wilbert wilbur wiley wilfred wilfredo wilfrid
    wilhelm will william willie wilmer winfred winston wolfgang woodrow woody wyatt xander xavier yaakov yahir
    yahya yair yasin yaw yosef yoshi youssef yuri yusef yusuf zachariah zachary zachery zack zane zeb zeke zenon
    zev zhen ziad zoltan zubair
    """)
EITHER = word_set("""
    addison alex alexis amber ariel asa aubrey avery blair blake cameron carey cary casey chris chuck cole
    courtney dana devin devon dewey dominique drew ellis emerson farah fern frankie gayle ginger guadalupe hari
    harley hoa hui ivy jackie jamie jan jean jessie jewel jim-bob jo jody jordan jun kasey kendall kerry kim kit
    kris lan laurie laverne lee leigh leslie li-hua lindsay lindsey logan luna mackenzie mai marian marion
    mckenzie merle micah morgan olive opal pat pearl perla poppy quincy raven ray remy riley robin rocky rory
    rowan sam sandy sasha shannon shea shelby sloane spencer sydney taylor terry tracey tracy trinidad yong yuki
    """)
"""Names of women and men alike: they show a person, and no pronoun."""


def is_given_name(key: str) -> bool:
    """Tell whether a folded word is a common given name."""
    return key in WOMEN or key in MEN or key in EITHER
