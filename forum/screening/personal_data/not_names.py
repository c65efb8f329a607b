"""Words that stand where a name could stand, and are none: without accents, in small letters.

Names are endless and come from everywhere; what follows "my son" and is no name is a short list.
"""

from __future__ import annotations

import re

_ENGLISH = """
a able about absolutely according accordingly across act acts actually adapt adapted admitted
affected after again
against age aged ago all almost alone along already also although always am amazing an and another
any anybody anyone
anything anyway apparently appear appeared appears are around as ask asked asks at ate attend
attended attends away
baby back bad badly barely be became because become becomes been before began begins behind being
below best better between big
bit both boy boys break breaks bring brings broke brother brothers brought but by call called
calls came can cannot cant
carry cause cares cared child children choke chokes clearly come comes completely complain
complained complains constantly
condition consultant continue continued continues could couldnt coughs cries cried cry currently
dad daily daughter daughters day days
deal decided definitely describe described deserves despite develop developed develops diagnosed
diagnosis did didnt die died dies different disease
do doctor doctors does doesnt doing done dont down draws dreams drink drinks drive drives drool
drools due during each early
easily eat eats eight either eleven else end ended ends enjoy enjoyed enjoys enough entered
especially even eventually ever every
everybody everyone everything everywhere exactly except experience experienced experiences
extremely face faces fall falls far
fast father feed feels feel fell felt few finally finds finished first fits five floppy for found
four fourth from full fully gained gave
gene generally get gets getting girl girls give given gives giving go goes going gone good got
great grew grows had half hardly
has hasnt hate hates have havent having he head hear hears heart help helped helps her here hers
herself him himself his hit hits hold
holds home honestly hopefully hospital hospitals how however hurt hurts husband i if ill im
immediately in indeed inside instead
into is isnt it its itself ive join joined jumps just keep keeps kept kid kids knew know knows
lacks last late lately later laugh
laughed laughs lay learn learned learning learns least leave leaves left less let lets lie lies
life like liked likely likes listen listens little
live lived lives long look looked looks lose loses losing lost lot love loved loves made mainly
make makes making many may
maybe me mean means medication meds meet meets mental met might mine miss misses more morning most
mother mostly move moved moves much
mum mom must my myself naturally near nearly need needed needs neither never new newborn newly
next night nights nine no nobody none nor normal normally
not nothing now nowhere obviously of off often oh ok okay old older oldest on once one only onto
open or other others otherwise ought our
ours ourselves out outside over own parents particularly partly passed patient people perhaps
permanently play played plays please points possibly previously
probably promptly properly pulls put puts question questions quickly quiet quite ran rarely rather
reached reacted reacts read
reads ready really reason recently refused refuses regained regularly remained remains required
requires responded responds result results right said same
sat saw say says school scream screams second see seem seemed seems seen seizure seizures seldom
sent seven several shall share she should shouldnt
show showed shows shy sick simply since sister sisters sit sits six sleep sleeps slept slowly
slower small smile smiled smiles so
some somebody someone something sometimes somewhat somewhere son sons soon sort spasms speak
speaks spend spends spent spoke stage stand
stands start started starts stay stayed stays still stop stopped stops stronger struggle struggled
struggles such suddenly suffer
suffered suffering suffers suggested supposedly sure swallow swallows swallowed symptoms take
taken takes talk talks tell tells ten test tested tests than thank thanks
that thats the their theirs them themselves then therapist therapy there therefore these they
thing things think thinks third this those
though thought three threw through throughout throws thus till tired to today together told
tomorrow tonight too took toward towards travels treatment
tried tries truly try trying turn turned turns twelve twice twin twins two type types uncle under
underwent unfortunately
until up upon us use used uses usually very via visit visited vomit vomited vomits wait waited
waits wake wakes walk walked walking walks want
wanted wants was wasnt watch watches way we wear wears week weeks weight well went were what
whatever when whenever where whereas whether
which while who whole whom whose why wife will wish with within without woke wont words work
worked works would wouldnt wow write
writes wrote year years yes yesterday yet you younger youngest your yours zero
infant toddler preschooler meanwhile tongue secret private hidden changed protected
alert alive anxious asleep autistic awake aware blind bullied calm carrier carriers
clumsy confused cool dead deaf disabled excited exhausted fine
fragile gorgeous happy healthy hungry lovely nonverbal nervous perfect poor positive negative
pregnant proud sad safe scared severe special
stable stiff strong sweet terrified tiny tube weak unwell upset angel hero warrior fighter
champion sunshine darling princess prince star everything
mommy mummy daddy papa mama nana grandma grandpa granny nanny auntie grandparents doc nurse physio
gp neurologist paediatrician pediatrician
dr mr mrs ms miss prof professor teacher teachers god jesus christ lord santa nhs uk usa us eu
europe america germany england france spain italy
diet drug drugs dose doses food formula milk medicine medicines mri scan scans eeg blood bloods
bath bed bedtime dinner lunch
breakfast wheelchair walker chair car bike bus bag book birthday christmas easter summer winter
spring autumn monday tuesday wednesday
thursday friday saturday sunday january february march april june july august september october
november december english german french
spanish italian polish dutch facebook whatsapp google instagram youtube covid corona flu pneumonia
epilepsy sepsis autism
name names names's called named nickname unknown anonymous
"""
_GERMAN = """
ab aber alle allein alles als also alt am an andere anfangs anderthalb auch auf aus bald beginnt
begann behindert bei beide beim bekam bekommt bekommen besonders
besser bestimmt bis bisher bitte braucht brauchte da dabei damals damit danach dann daran darauf
das dass davon dazu dein dem den denn der des
deshalb die dies diese dieser doch dort drei du durch eben eigentlich ein eine einem einen einer
eines einfach einmal endlich er erst
ersten es essen etwas euch euer fast fiel fing fingen fragt fuer fur gab ganz gar geboren gebracht
geht gehen gekommen gemacht gerade gern gerne gesagt gestern gestorben gesund
gibt ging gleich gross gut haben habe hat hatte hatten hast heisst heute hier hin ich ihm ihn
ihnen ihr ihre ihren ihrer im immer in ins inzwischen ist isst ja
jede jeden jeder jetzt kam kann kein keine keinen klein kommen kommt konnte krampft krampfte krank
lange lassen laut lebt leben leider leidet lernt lernte liebt liegt
liess macht machen machte mag mal mehr mein meine meinem meinen meiner meist mich mir mit mochte
moechte musste muss nach nachts naturlich nicht nichts
nie niemand nimmt noch nun nur ob oder oft ohne plotzlich rund sagt sagte sah schlaft schlief
schon schreit schrie sechs sehr sein seine seinem seinen
seit seitdem sich sie sieht sieben sind sitzt so sofort sogar soll sollte sonst spater spielt
spricht spuckt stand starb standig tagt tragt trinkt tut
uber um und uns unser unsere unter viel viele vielleicht vier voll vom von vor wachst wacht war
ware waren warum was wegen weil weint
weiss weiter welche wenig wenn wer werden wie wieder will wir wird wirkt wo wohl wollte wurde
wurden zeigt ziemlich zu zuerst zufallig zum zur zuruck
zusammen zwei zweite zwischen fieber probleme anfalle anfall krampfe schmerzen epilepsie hilfe
medikamente angst hunger durst arzt arzte arztin
kinderarzt klinik schule kita kindergarten zeit tage wochen monate jahre jahr monat woche tag
nacht mutter vater mama papa oma opa eltern
bruder schwester kind kinder sohn tochter frau mann familie leben name namen gott krankheit
diagnose therapie blut ergotherapie physiotherapie mrt eeg
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz april mai juni
juli august september oktober november dezember
frisst selbst selber betroffen entwickelt verliert verlor vertragt verstarb uebrigens ubrigens
weihnachten ostern glucklich traurig mude schwach
"""
_FRENCH = """
a ai ainsi aime alors apres assez au aucun aujourd aussi autant autre aux avait avant avec avoir
avons beaucoup bien bientot bon car ce cela ces cet cette chaque chez
comme comment commence commencait contre dans de deja depuis derriere des desormais deux deuxieme
devait devenu devient devrait doit donc dont dort
du elle elles en encore enfin ensuite entre est et etait etaient ete etre eu fait fait faut fut
grandit hier hospitalise il ils ici
jamais je juste jusqu la le les leur leurs lui maintenant mais malade malgre mal mange marche me
meme mes mieux moi moins mon ma
mort morte ne ni non nos notre nous on ont or ou par parce parfois parle pas pendant perd perdu
peu peut peux plus plusieurs porteur porteuse pour
pourquoi pousse prend presque puis quand que quel quelle qui quoi refuse reste rien sa sait sans
se sera ses seul seulement si sinon soit son
sont souffre souvent suis suit sur surtout ta te tes toi tombe tous tout toute toutes tres trop
trois tu un une unique va vers veut vient vit voit vomit vous vraiment
y adore adulte atteint atteinte autiste aine ainee cadet cadette handicape handicapee decede
decedee diagnostique diagnostiquee age agee enfant enfants garcon fille fils frere soeur mere pere
maman
papa maladie medecin hopital ecole traitement fievre crise crises lundi mardi mercredi jeudi
vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre
novembre decembre prenom nom cherie cheri dieu
"""
_SPANISH = """
a acaba adulto ahora al algo algun alguien alguna alli antes anos apenas aqui asi aun aunque ayer
bien cada casi como con contra cosa cuando cuanto cuya
cuyo da de debe del desde despues dia donde dos duerme durante el ella ellas ellos empezo empieza
en enfermo enferma entonces entre era eran
es esa ese eso esta estaba estan este esto estos estuvo fallecio fue fueron gracias grave ha habia
hace hacia hasta hay hoy igual jamas la las le les llega llego llora lleva lo
los luego mas mayor me mejor menor menos mi mientras mis muchas mucho muchos murio muy mucha nacio
nada nadie necesita ni ningun nino nina no nos nosotros nuestra
nuestro nunca o otra otro padece para parece pequeno pequena perdio pero pierde poco por porque
portador portadora primero primera pronto puede pues que quien quiere sabe se
sea segun ser sera si siempre sido sigue sin sobre solo somos son su sufre sufrio sus tal tambien
tampoco tan tanto tarda te tenia tiene tienen toda todas todavia todo todos toma trae tras tres
tuvo tuya un una unos usted va van vez vive vomita vomito y ya yo hijo hija hermano hermana madre
padre mama papa medico doctor hospital colegio enfermedad fiebre convulsiones crisis
lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio
agosto septiembre octubre noviembre diciembre nombre dios discapacitado
leucodistrofia epilepsia come habla anda camina juega rie
"""
_ITALIAN = """
a abbiamo adesso ai al alcuni alla alle allo allora altra altro anche ancora anni appena aveva
avuto ben bene c che chi ci cinque circa col come comincia con
contro cosa cosi cui da dal dalla dei del della delle di dice diventa doma dopo dorme dove due
durante e ed era erano ero essere fa fatto febbre fino fra
gia gli grande ha hanno ho i ieri il in infatti invece io la le lei li lo loro lui ma mai malata
malato male mangia me meglio meno mentre mi mia mie mio molta
molto morto morta ne nei nel nella nello niente no noi non nostra nostro nulla o oggi ogni oltre
ora peggiora per perche perde perso piange piu piccola piccolo
poco poi portatore portatrice presto prima prende puo qualche quando quanto quasi quattro quella
quello questa questo qui riesce s sa sara se sei sempre senza si sia
siamo solo sono sopra sotto sta stato stata stava su sua subito sul sulla suo soffre tanto te ti
tra tre troppo tutta tutti tutto un una uno va vede vero verso
vi vive vuole vomita figlio figlia bambino bambina fratello sorella madre padre mamma papa medico
dottore ospedale scuola malattia crisi convulsioni nome dio
lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio marzo aprile maggio
giugno luglio agosto settembre ottobre novembre dicembre
parla cammina gioca ride grave disabile
"""
_PORTUGUESE = """
a agora ainda algo alguem algum alguma ali alem amanha anos antes ao aos apenas apos aquela aquele
aqui as assim ate bem cada chora com comecou como contra da das de dela dele
depois desde dessa deste dia do doente dois dorme dos duas durante e ela elas ele eles em enquanto
entao entre era essa esse esta estao estava este esteve eu
faleceu faz fica ficou foi foram fosse ha hoje ia isso isto ja jamais la lhe logo mais mas me
melhor menos mesmo meu meus minha minhas mora morreu muita muito muitos na nada nao
nas nasceu nem nenhum ninguem no nos nossa nosso nunca o onde ontem os ou outra outro para parece
parou perdeu pela pelo perde piorou pode pois por porque portador portadora pouco precisa
primeiro primeira quando quanto quase que quem quer sabe se sem sempre ser sera seu seus si so sob
sobre sofre sua suas tambem tanto tao te tem tens ter teve tinha toda todas todo
todos toma tres tudo um uma vai vez vive voce vomita vomitou filho filha irmao irma mae pai mamae
papai medico hospital escola doenca febre convulsao crise crises nome deus autista
segunda terca quarta quinta sexta sabado domingo janeiro fevereiro marco abril maio junho julho
agosto setembro outubro novembro dezembro
come fala anda caminha brinca ri grave especial
"""
_DUTCH = """
aan al alle alleen alles als altijd ander andere bang beter begon begint bij bijna blijft bleef
braakt daar daarna dan dat de deze die dit doet door dood drie druk dus echt een
eerst eerste eet elke en er erg even ga gaat gaan geen gehad gek geleden genoeg gewoon ging goed
groot haar had hadden heb hebben heeft heel heet hem hen het
hier hij hoe hoort huilt hun iemand iets ik in inmiddels is ja jaar kan kent kon komt kreeg krijgt
kunnen laat laatste lacht langzaam later leeft leert lijdt lijkt loopt maar maakt mag
meer meestal met mij mijn misschien moet moest mogen na naar net niemand niet niets nog nooit nu
of om omdat ons onze ook op over overleed overleden plotseling
praat redelijk ruim sinds slaapt slecht soms spuugt steeds speelt te tegen ten terug toch toen tot
twee uit vaak valt van vanaf vandaag veel verloor verliest vier vindt volgens
voor vorig vorige waar wanneer want waren was wat we weer weet weg wel werd weken wie wij wil
wilde word wordt wou zal zat ze zeer zegt zei zelf zes ziek zien ziet zij zijn
zit zo zoon dochter zonder zou zusje broer moeder vader mama papa arts dokter ziekenhuis school
ziekte koorts aanval aanvallen naam god
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni
juli augustus september oktober november december
drager gehandicapt leukodystrofie epilepsie
"""
_POLISH = """
a albo ale az bardzo bez bo bol bylo byl byla byli bym bylam bylem bywa caly chce chodzi choc
choruje chory chora ciagle cierpi co coraz cos czasem czasami czesto czy
czyli dalej dla dlaczego do dobrze dopiero dostal dostala dostaje dwa dwoje dzis dzisiaj dziecko
dzieci gdy gdzie go goraczka i ich ile im inne ja jak jaki jako je jeden jednak jego jej jest
jestem
jesli jeszcze juz kiedy kilka kocha kto ktora ktore ktory lat lata lepiej lezy lub ma maja mam
mama mamy miala mial mialo mi mieszka mimo moglo moja moje moj moze mozna mu musi
na nad nadal nagle nam nas nasz nasza nawet nic nie niedlugo nigdy nikt nim niz no o obecnie od
odkad ona one oni ono oraz pan pani placze po pod poniewaz potem potrafi potrzebuje powoli
pozniej prawie przed przestal przestala przez przy razem rok roku rowniez rosnie siedzi sie sa sam
sama skonczyl skonczyla spi stracil stracila swoj swoja syn synek corka ta tak takze tam te ten
teraz to
trudno trzy tu tylko tym tyle u umarl umarla uczy urodzil urodzila w we wciaz wczoraj wcale wie
wiec wiele widzi wszystko wymiotuje wysoka z za zaczal zaczela zaczyna zamiast zawsze ze zmarl
zmarla znow zostal
zyje brat siostra matka ojciec tata lekarz szpital szkola choroba napad napady imie bog
poniedzialek wtorek sroda czwartek piatek sobota niedziela styczen luty marzec kwiecien maj
czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien
mowi bawi lubi padaczke padaczka leukodystrofie leukodystrofia nosicielem nosicielka
"""
_MEDICAL = """
mld ald amn gld pmd cald hld vwm hscttt hsct gmfcs cp ms als als peg itb icu nicu picu cpap bipap
aac iep ehcp dna rna arsa abcd plp galc gfap aspa
krabbe canavan pelizaeus merzbacher refsum zellweger aicardi goutieres alexanders leigh batten
rett hurler hunter sanfilippo gaucher pompe fabry duchenne addison
addisons crohns crohn down huntington parkinson tay sachs niemann pick wilson angelman marfan
williams turner noonan lennox dravet west cockayne
leukodystrophy leukodystrophie leucodystrophie leucodistrofia leukodystrofie leukaemia leukemia
adrenoleukodystrophy metachromatic
baclofen keppra levetiracetam midazolam diazepam hydrocortisone cortisone prednisone prednisolone
melatonin ibuprofen paracetamol tylenol calpol
motrin nurofen advil gabapentin clobazam valproate depakote depakine lamictal topamax
phenobarbital vimpat onfi frisium epidyolex diastat buccolam
lorazepam ativan zofran miralax movicol omeprazole libmeldy lenmeldy skysona botox vitamin
vitamins cbd oil morphine tizanidine dantrolene fludrocortisone
steroids antibiotics insulin miglustat leriglitazone lorenzo's
"""
_LISTS = (
    _ENGLISH, _GERMAN, _FRENCH, _SPANISH, _ITALIAN, _PORTUGUESE, _DUTCH, _POLISH, _MEDICAL,
)  # fmt: skip
NOT_NAMES = frozenset(word for words in _LISTS for word in words.split())

#: Names in one language, words in another: the capital tells.
_ALSO_NAMES = frozenset(
    ("mia", "ella", "ben", "dan", "marco", "will", "till", "april", "june", "august", "ali", "ed")
)

_ENDINGS = re.compile(
    r".{2,20}(azepam|azolam|racetam|barbital|baclofen|cortison|cortisone|solone|pentin|mycin|cillin"
    r"""
        |prazole|statin|profen|toin|tinib|itis|oses|osis|emia|emie|aemia|opathy|opathie|trophy
        |trophie"""
    r"""
        |trofia|trofie|plegia|plegie|epsy|epsie|epsia|paresis|otomy|ectomy|syndrome?|disease
        |therapy|therapie"""
    r"""
        |terapia|logist|iatrician|krankheit|anfall|anfalle|krampfe|schmerzen|medikament
        |medikamente|ungen?"""
    r"|heit|keit|schaft|tion|tions|cion|zione|cao|ment|ments|ness|ing|ingly|edly|ously|ally)"
)


def may_be_a_name(word: str, *, capital: bool) -> bool:
    """Whether nothing speaks against it. In small letters, without accents."""
    word = word.removesuffix("'s").strip("'-")
    if len(word) < 2 or (word in NOT_NAMES and not (capital and word in _ALSO_NAMES)):
        return False
    return not _ENDINGS.fullmatch(word)
