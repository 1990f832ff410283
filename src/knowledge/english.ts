/**
 * Common words that are spelt right as they stand, though they are near to one of ours: "drawer" is no "driver" and
 * "sorry" no "story". Only words of four letters or more: shorter ones are never mended.
 */
export const commonWords: readonly string[] = `
able above accident account accounting across actually address admit afraid after afternoon again against agree ahead airport alive allow almost alone along
already alright also although always amazing among angry annoyed another answer anymore anyone anything anyway anywhere apart apparently appear area around
arrive arrived article asked asleep attached attempt attempts autumn available average avoid awake aware away awful baby back badly ball bank basically
basket bath bathroom beach bear beat beautiful became because become been before began begin behind being believe bell belong below bend beside besides
best better between beyond bicycle bill bird birthday black blank blinking blinks blood blow blue board boat body bored born boring borrow borrowed both
bother bothering bottle bottom bought bowl boxes brain branch bread breakfast breath bridge brief bright bring bringing broke brother brought brown brush
build building built burn business busy butter button buttons buying cafe call called caller calling calls came camera cancelled canteen card cards care
careful carry case cases cash catch caught cause ceiling cellar centre century certain certainly chain chair chance chances change changed changing
charge charger chat cheap checked checking cheers child choose chosen circle circles city claim claims class clean clear clearly clever click clicked
clicking clicks client climb clock close closed clothes cloud clue coat coffee cold collect college colour come comes coming common company complete
completely computer concert confused connect connected connecting consider contain contact content continue control cook cool copy corner correct
correctly cost costs cotton couch could count country couple course cousin cover covered crack crap crazy cross crowd cupboard current currently customer
customers dance danger dark data date dates daughter days dead deal dear death decide decided deep definitely depends desk despite detail details
develop dialog diary died difficult dinner direct direction director dirty disaster discover dish disk distance doctor does doing dollar done door double
doubt down draft drag drawer dream dress drew drink drive driver driving drop dropped drunk drive dull dumb during dust each earlier early earn earth
easier easily easy eating effect effort eight either electric eleven else elsewhere email emails empty ended enemy engine enjoy enough enter entered
entering entire entirely equal error errors escape especially even evening event eventually ever every everybody everyone everything everywhere exact
exactly exam example except excited exciting expect expected expensive experience extra extremely eyes fact facts fair fairly fall fallen falling false
family famous fancy fast fat father fault favourite fear feel feeling feels feet fell fellow felt female fence field fifteen fifth fifty fight figure
file files fill filled film final finally find finding finds fine finish finished fire first fish five fixed fixing flash flashes flashing flat flight
floor flow flower flying folder follow followed food fool foot football forced foreign forest forever forget forgot forgotten form forms forth fortune
forty forward found four free freeze frequently friday friend friends from front frozen frustrated frustrating full fully funny further future game
games garage garbage garden gate gave gears general generally gentle gets getting giant gift girl give given gives giving glad glass glasses goes going
gold golden gone good goods grand grandmother grateful great green grew grey ground group groups grow guess guide guilty hair half hall hand handed
hands handy hang hanging hangs happen happened happening happens happy hard hardly hate hated have having head hear heard heart heat heavy held help
helped helpful helping helps here hidden high hill hint hire history hold holding holds hole holiday holidays home honest honestly hope hoping horrible
horse hospital host hotel hour hours house however huge hundred hungry hurry hurt husband idea ideas ignore image imagine immediately important
impossible improve inbox include included including increase indeed information inside install installed instead insurance interest interested
interesting into invalid invite invited involved iron island issue issues item items itself jacket january join joined joining joke jump june july just
keen keep keeping keeps kept keyring kids kill kind kindly king kitchen knee knew knife knock know knowing known knows label lack lady lake land
language large last lately later latest laugh lawyer layer laying lazy lead leader leaf learn learned least leave leaves leaving left legs lend less
letter letters level lied life lift light lights like liked likely limit line lines link list listed listen little live lived lives living load loaded
loading loads local location lock locked locker locks logic long longer look looked looking looks loose lord lose lost loud love lovely lower luck
lucky lunch machine made magic mail mails main mainly make maker makes making male manage manager managers many mark market mass matter matters
maybe meal mean means meant meanwhile measure meat media meet meeting meetings member memory mention mentioned menu mess message messages messed messing
metal method middle midnight might mile milk million mind mine mini minute minutes mirror miss missed missing mistake mistakes mixed mobile mode model
modern moment monday money monitor month months mood moon more morning most mostly mother motor mountain mouse mouth move moved moving much music must
myself name named names narrow nasty national nature near nearby nearly necessary neck need needed needs neighbour neither nervous network never new
news newspaper next nice night nine nobody noise none nonsense noon normal normally north nose note notes nothing notice noticed november now nowhere
number numbers object obvious obviously october odd offer office official often okay older once only onto open opened opening opens opinion opposite
option orange order ordered ordinary other others otherwise ought ourselves outlook outside over owner pack package page pages paid pain pair panel
panic pants paper papers parent parents park part parts party passed past path patience patient pause paying peace pencil people perfect perfectly
perhaps period permanent personal personally phrase pick picked picking picks picture pictures piece pieces pink place places plan plane plans plant
plate play player playing plenty plug plugged pocket point points police policy polite pool poor popular port portal position possible possibly post
posted pound power practice prefer prepare present press pressed presses pressing pretend pretty previous price print printed private prize probably
problem problems process product production project promise proof proper properly proud prove public pull pulled pure purpose purse push pushed puts
putting puzzle quality quarter question questions quick quickly quiet quite radio rain raise random range rarely rate rather reach reached reaches react
reacts read reader reading ready real realise realised reality really reason reasons receive received recent recently record refuse regarding region
regret regular regularly related relax rely remain remember remote rent repair repeat repeatedly replied reply required rest restart restarted restaurant
result results return returned rich ride ridiculous ring ringing rise risk river road rock role roll roof room root rose rough round route rubbish rule
rules running rush sadly safe safely safer safety said sale same sand saturday save saved saves saving says scared scary scene scheduled school science
score scream screen screens screw scroll search season seat second seconds secret section security seem seemed seems seen select selected sell send
sending sends sense sent sentence separate september serious seriously serve service session setting settings seven several shall shame shape share
shared sharp sheet shelf ship shirt shit shoe shop short shortly shot should shoulder shout show shut sick side sight sign silent silly similar simple
simply since sing single sister site sitting situation size skin skip sleep slept slide slightly slow slowly small smaller smart smell smile smooth snow
soap social soft software sold solution solve some somebody somehow someone something sometimes somewhat somewhere song soon sorry sort sound sounds soup
source south space spare speak speaking special specific speed spell spend spent spin spinning spins spoke spoken sport spot spring square stable staff
stage stairs stand standing stands start station stay stayed staying steel step steps stick sticker still stock stolen stone stood stop store storm
story straight strange street strict strong stuck student study stuff stupid style subject success such sudden suddenly sugar suit sunday super supply
support supposed sure surely surface surprise surprised sweet swim switch switched symbol system table tablet take taken takes taking tale talk talking
tall tank tape task taste taught taxi teach teacher team tear technical teeth tells temper terminal terrible test tested testing than thank thanks
that their them themselves then there these they thick thin thing things think thinking thinks third thirty this those though thought thousand three
threw through throw thrown thumb thursday ticket tight till time times tiny tired title today together told tomorrow tone tongue tonight took tool
tools tooth total totally touch touched touches touching tough tour toward towards town track trade traffic train trains travel travelling tree tried
tries trip trouble truck true trust truth trying tuesday turn turned turning turns twelve twenty twice type typed types typing ugly under understand
understood unfortunately unit unknown unless unlike until unusual upset upstairs used useful useless uses using usual usually vacation valid value
various vegetable version very view village visible visit voice wait waited waiting wake walk walked wall wallet wanted wanting wants warm warning
warranty wash waste wasted wasting watch watched water weak wear weather website wednesday week weekend weeks weight weird welcome well went were west
what whatever wheel when whenever where wherever whether which while white whoever whole whose wide wife wild will wind window wine winter wire wise
wish with within without woman women wonder wonderful wondering wood word words work world worried worry worse worst worth would wrap write writing
written wrong wrote yard yeah year years yellow yesterday young yours yourself zero zone metro subway tram station jacket umbrella briefcase backpack luggage stairs gate platform taxis plumber cousin aunt uncle niece nephew grandfather
washing machine swimming pool lake river beach mountains skiing bicycle motorbike crash crashed smash rain storm fire flood puddle bucket sink drain cracked
ceo boss chief sir madam mister miss gentleman gentlemen colleague colleagues intern trainee secretary director assistant consultant lawyer nurse worker workers
month weeks hourly daily weekly monthly yearly tonight tomorrow midday noon midnight past recently soonest latest
`
  .trim()
  .split(/\s+/);
