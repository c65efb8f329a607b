"""Effects without a number."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import PEOPLE, any_of, gap, verbs, words

#: How much, without saying how much.
_MUCH = words(
    "significantly, substantially, considerably, markedly, dramatically, greatly, strongly, "
    "notably, noticeably, visibly, meaningfully, vastly, sharply, steeply, rapidly, steadily, "
    "clearly, profoundly, remarkably, appreciably, measurably, enormously, immensely, hugely, "
    "tremendously, drastically, radically, distinctly, a lot, a great deal, much, far, "
    "impressively, massively"
)
_MUCH_OF = words(
    "significant, substantial, considerable, marked, notable, noticeable, visible, clear, major, "
    "meaningful, large, big, great, dramatic, strong, remarkable, huge, positive, beneficial, "
    "favourable, favorable, good, promising, improved, better, encouraging, impressive, reduced, "
    "lower, higher, increased, decreased, real, tangible, measurable, profound, rapid, sharp, "
    "steady, definite, lasting, long-term, durable, excellent, superior, sustained, convincing, "
    "robust, distinct, obvious, satisfactory, therapeutic, clinical"
)
_CHANGE = (
    verbs(
        "improve, reduce, slow, enhance, increase, lower, extend, prolong, decrease, raise, "
        "boost, delay, stabilise, stabilize, lessen, ease, relieve, alleviate, diminish, "
        "strengthen, lengthen, drop+, decline, shorten, benefit, respond, recover, progress, "
        "postpone, minimise, minimize, accelerate, elevate, restore, preserve, expand, heal"
    )
    + r"|grew|rose|fell|risen|fallen|cut|shrank|shrunk|halts?|halted|halting"
)
_GOOD = words(
    "stable, satisfied, happy, alert, active, symptom-free, relieved, calm, content, pleased, "
    "better, longer, less, fewer, lower, higher, improv*, well, superior, stronger, healthier, "
    "milder, slower, happier, calmer, faster, more"
)
_EFFECT = words(
    "improvement*, benefit*, reduction*, decrease*, increase*, effect*, gain*, difference*, "
    "slowing, survival, response*, outcome*, result*, efficacy, effectiveness, inflammation, "
    "relapse*, progression, mortality, recovery, mobility, fatigue, quality of life, success, "
    "decline, drop, change*, relief, stabilisation, stabilization, delay*, rise, fall, activity, "
    "impact, advantage*, remission*, progress, evidence"
)
#: What is measured in people.
_MEASURED = words(
    "survival, walking, gait, mobility, symptom*, fatigue, function*, relapse*, quality of life, "
    "speech, language, outcome*, lifespan, life span, life expectancy, disability, cognition, "
    "vision, hearing, sight, eyesight, strength, balance, learning, score*, seizure*, spasm*, "
    "spasticity, stiffness, pain, tremor*, memory, attention, concentration, energy, mood, sleep, "
    "appetite, swallowing, movement*, coordination, motor skill*, skill*, development, "
    "milestone*, death*, risk*, mortality, rate*, progression, decline, deterioration, lesion*, "
    "inflammation, myelination, condition, conduction, behaviour, behavior, infection*, attack*, "
    "hospital stay*, hospital admission*, admission*, hospitalisation*, complication*, "
    "intelligence, brain volume, the disease"
)
#: A number that is none. “Some” is left out: honest pages say “some people find …”.
_MANY = (
    r"(?:(?:the )?(?:vast |great |overwhelming |clear |large |a )?majority of|most(?: of)?|"
    r"many(?: of)?|several(?: of)?|numerous|countless|a good many|a great many|a lot of|lots of|"
    r"plenty of|nearly all|almost all|almost every|virtually all|(?:hundreds|thousands|dozens|"
    r"scores) of|more and more|(?:only )?(?:a |an )?(?:large|great|small|very small|growing|"
    r"substantial|significant|considerable|high|low|sizeable|good|impressive|increasing|tiny|"
    r"fair) (?:number|proportion|share|percentage|part|fraction|minority|majority|group)s? of|"
    r"a minority of|(?:a )?few(?: of)?)"
)
#: What is said to have become of them.
_TELL = verbs(
    "survive, walk, experience, notice, report, feel, regain, gain, achieve, remain, enjoy, see, "
    "show, describe, tolerate, stop+, develop, keep, learn, avoid, need"
)
_FARED = (
    rf"(?:{_CHANGE}|{_TELL}|got|were|are|remained|stayed|became|had|felt|saw|kept|did|could|"
    rf"were able|are able|went|made|"
    r"lived|have seen|do|have had|have noticed|have felt|have (?:been )?(?:\w+ed))"
)
_STUDY = words(
    "stud*, research, trial*, evidence, data, experience, experiment*, test*, investigation*, "
    "analys*, report*, observation*, publication*, paper*, scientist*, researcher*, scan*, "
    "result*, finding*, expert*, science, survey*"
)
_SHOWS = (
    "(?:"
    + verbs(
        "show, demonstrate, confirm, suggest, indicate, reveal, prove, establish, report, "
        "support, document, conclude, agree, highlight, observe, claim"
    )
    + "|shown|proven|found|finds?|seen|saw)"
)
_HELPS = words(
    "help*, work*, benefit*, effective*, efficacy, improve*, improving, better, less, fewer, "
    "lower*, reduc*, prolong*, longer, protect*, safe*, slow*, prevent*, delay*, repair*, "
    "promot*, superior*, extend*, enhanc*, stabilis*, stabiliz*, success*, good, positive*, "
    "encourag*, favour*, favor*, strengthen*, relie*, restor*, preserv*, advantage*, potential, "
    "useful"
)
#: What slows a disease: a drug that eases pain or stiffness needs no trial to be named.
_LASTING = (
    verbs(
        "improve, reduce, slow, enhance, increase, extend, prolong, delay, lower, boost, halt, "
        "stop+, lengthen, preserve, restore, stabilise, stabilize, promote, support, save, decrease"
    )
    + "|cuts?"
)
_COURSE = words(
    "survival, outcome*, quality of life, life, lives, life expectancy, lifespan, life span, "
    "relapse*, rate*, mortality, progression, the disease, disability, decline, deterioration, "
    "degeneration, inflammation, demyelination, remyelination, myelination, damage, death*, "
    "mobility, walking, function*, cognition, balance, independence, symptoms, seizures, attacks, "
    "risk*, recovery, brain, memory, vision, hearing, speech, energy, immun*, bladder control"
)
_HARM = words(
    "side effect*, complication*, adverse event*, adverse effect*, adverse reaction*, reaction*, "
    "risks, relapses, failures, false alarm*, false positive*, rejection*, infections"
)
#: However it is cited, a reader wants the number.
VAGUE = any_of(
    r"(?:went|gone|go|come|came) (?:up|down)|speaks? for (?:itself|themselves)|profit(?:s|"
    r"ed)? from|benefit(?:s|ed)? (?:the most|most|more|greatly|enormously|a lot)|(?:seen|observed|"
    r"achieved|found|noticed|recorded|works?|worked|helps?|helped|effective) in (?:nearly all|"
    r"almost all|most|many|several|numerous|the majority)|(?:works?|worked|helps?|"
    r"helped) (?:for )?(?:most|many|nearly all|almost all) (?:of |people|patients|children|users|"
    r"families)",
    rf"(?:{_EFFECT}) to (?:the )?\w+ (?:was|were|is|are|has been|have been) (?:\w+ )?(?:good|"
    rf"excellent|positive|high|strong)",
    r"(?:only |very |extremely )rarely (?:do|did|are|were|have)",
    rf"{_HARM} (?:\w+ )?(?:occur|happen|appear|arise|are seen|were seen|are reported|develop)(?:s|"
    rf"red|ed)? (?:\w+ )?(?:rarely|seldom|infrequently|hardly|sometimes|exceptionally)",
    rf"only (?:very |a )?few (?:\w+ )?{PEOPLE} (?:\w+ )?(?:got|became|had|have|develop(?:ed)?|"
    rf"experience[ds]?|suffer(?:ed)?|need(?:ed)?|die[ds]?|relapse[ds]?|fail(?:ed)?|did|do|were|"
    rf"are)",
    rf"{PEOPLE} (?:\w+ )?(?:say|says|said|tell us|claim|note|find|found|believe|report(?:ed)?|"
    rf"notice[ds]?|describe[ds]?|tell) (?:that |how )?{gap(3)}(?:feel|felt|more|less|"
    r"better|improved?|improvement|stronger|energy|relief|calmer)",
    # A significant improvement; improved significantly
    rf"{_MUCH_OF}(?:ly)? (?:[\w-]+ )?(?:{_EFFECT}|{_MEASURED})",
    rf"{_MUCH} (?:\w+ )?(?:{_CHANGE}|better|longer|fewer|higher|lower)",
    rf"(?:{_CHANGE}) {gap(5)}{_MUCH}(?! more)",
    # Most patients got better; a large number of children stabilised
    rf"{_MANY} (?:the |these |those |our |their )?(?:[\w-]+ ){{0,2}}?{PEOPLE}(?: (?:with|who|"
    rf"treated|on|in|given|taking|receiving) {gap(5)})? ?{gap(2)}{_FARED} {gap(4)}(?:{_GOOD}|"
    rf"{_CHANGE}|{_EFFECT}|again|energy|complications?|side effects|walk|alone|"
    r"symptom-free|independen\w+|good)",
    rf"{_MANY} (?:the |these |those |our )?(?:[\w-]+ )?{PEOPLE} (?:\w+ )?(?:{_CHANGE}|survived?|"
    r"walked|did well|do well|ha(?:ve|s) (?:complications|side effects)|felt better|tolerated?|"
    r"had (?:a )?(?:good|better|complete|partial) \w+)",
    rf"{PEOPLE} (?:\w+ )?(?:report|notice|feel|felt|experience)(?:s|ed)? (?:feeling |"
    rf"that )?{gap(2)}(?:better|more energy|less \w+|improve\w+|relief|more (?!than)\w+|stronger|"
    rf"benefits?)",
    rf"(?:in|for|among|by) (?:the )?(?:vast |great |overwhelming |large |clear |a )*(?:majority|"
    rf"most)(?: of)?(?: (?:the )?{PEOPLE})?(?=[.,;]|$)",
    # Survival rates are high; the results were impressive; highly effective
    r"(?:success|response|survival|cure|relapse|mortality|remission|"
    r"recovery) rates? (?:\w+ ){0,3}?(?:high|low|good|better|excellent|higher|lower|impressive|"
    r"improved)|(?:high|good|excellent|great|impressive|strong|low|better|remarkable) (?:success|"
    r"response|survival|cure|recovery|remission|complication|failure) rates?",
    rf"(?:{_EFFECT}|data|findings) (?:in \w+ |of \w+ )?(?:was|were|is|are|looks?|looked|have been|"
    r"has been|seems?|appears?|proved) (?:\w+ )?(?:good|excellent|positive|encouraging|promising|"
    r"better|impressive|significant|large|big|considerable|substantial|huge|visible|noticeable|"
    r"statistically|striking|convincing|favou?rable|clear|strong|high|superior|satisf\w+|lasting|"
    r"durable|superb)",
    r"high(?:ly)? (?:effective|efficacious|beneficial|successful)|(?:very|extremely|quite|"
    r"particularly|remarkably|proven|was|were|proved|more|equally) (?:effective|successful|"
    r"efficacious|beneficial|helpful)|statistically significant(?:ly)?|superior to|outperform(?:s|"
    r"ed)?|(?:better|longer|faster|more|less|stronger|healthier|milder) than (?:un(?:treated|"
    r"-treated)|others?|those|placebo|controls?|the (?:old|other|standard|usual|control|untreated|"
    r"current|previous)|before (?:treatment|therapy|the)|without|any other|conventional|expected)|"
    r"(?:treatment|therapy|transplant\w*|start|diet) (?:is|was) best|(?:did|do|does|fare|fared|"
    r"doing|done) (?:very |so |quite |much |remarkably )?(?:well|better)",
)
#: With a source a reader can at least look the number up.
VAGUE_UNCITED = any_of(
    r"(?:gain|regain|recover|got back|win back|won back)(?:s|ed|ing)? (?:\w+ ){0,2}?(?:strength|"
    r"balance|speech|energy|weight|skills?|function\w*|mobility|control|abilit(?:y|ies)|"
    r"independence|words|confidence|vision|sight)",
    # Lived longer, slept better, became less frequent; it works well
    r"(?<!can )(?<!may )(?<!could )(?<!might )(?:\w+ed|slept|ate|spoke|felt|ran|saw|grew|kept|"
    r"went|got|became|becomes?|live|lives|recover|"
    r"sleep|works?|responds?) (?:\w+ )?(?:better|longer|more (?:often|easily|quickly|steadily|"
    r"clearly)|less (?:often|frequent|severe|stiff|tired|quickly)|well|faster|milder|stronger|"
    r"calmer|fewer)(?! than \w+ else| known)",
    # Survival improved; the risk of death fell; scores were better
    rf"{_MEASURED}(?: (?:of|in|among|for|after|with|at) {gap(3)}[\w-]+)? (?:\w+ )?"
    r"(?:(?:has|have|had|is|are|was|were|be|been|being|gets?|got|becomes?|became|remain(?:s|ed)?|"
    rf"looks?|looked) (?:\w+ ){{0,3}}?(?:{_GOOD}|{_CHANGE}|preserved|good|excellent|high|low|rare|"
    r"mild|minor|minimal|uncommon|gone)|(?:improve[sd]?|increase[sd]|decrease[sd]|falls?|fell|"
    r"rose|dropped|declined|stabili[sz]e[sd]?|lessened|diminished|disappeared|grew|shrank|"
    r"vanished|resolved))",
    # Prolongs life; lowers the risk; had fewer seizures
    rf"(?:{_LASTING}) (?:(?:the|their|his|her|your|its|overall|patients') )*(?:\w+ )?{_COURSE}",
    rf"(?:fewer|less|better|longer|milder|improved) (?:\w+ )?(?:{_MEASURED}|lives)",
    # Studies have shown that it helps; it is proven to help
    rf"{_STUDY}(?: (?:of|in|from|with|on|by|at|into) {gap(4)}[\w-]+)? (?:\w+ ){{0,2}}?{_SHOWS} "
    rf"{gap(12)}(?:{_HELPS})",
    rf"(?:was|were|is|are|been|be) (?:\w+ )?{_SHOWS} (?:to|that|as) {gap(5)}(?:{_HELPS})",
    # Well tolerated; side effects are rare
    r"(?:(?:generally|usually|very|mostly|quite) )?well[- ]tolerated|(?:good|excellent|"
    r"favou?rable|acceptable|strong) (?:safety|tolerability)(?: profile| record)?|"
    r"safe and (?:\w+ )?effective",
    rf"{_HARM} (?:of \w+ )?(?:is|are|was|were|have been|remain(?:ed)?|tend(?:ed)? to be) "
    r"(?:\w+ ){0,2}?(?:rare|mild|few|minor|minimal|temporary|uncommon|manageable|low|transient|"
    r"infrequent|unusual|negligible|tolerable|moderate)",
)
#: A year or the phase of a trial is no measure of an effect.
NUMBER = re.compile(
    r"(?<![\w-])(?<!phase )(?!(?:19|20)\d\d\b)\d|\b(?:two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|half|thirds?|quarters?|twice|double|doubled|triple|dozen|hundred|none|"
    r"(?<!almost )(?<!nearly )(?<!virtually )all|nobody|one (?:of|in|out|child|boy|girl|person|"
    r"patient|baby|family|died|had|year|third)|no (?:reliable |exact |sure )?(?:numbers?|figures?|"
    r"data|difference|improvement|benefit|effect|gain|reduction))\b",
    re.IGNORECASE,
)
#: Aims, questions and denials state no result that could have a number.
NO_RESULT = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|hop(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)|whether|if|ask|not|no|"
    r"never|cannot|can't|\w+n't|unknown|unclear|nobody|without|measure[ds]?|compare[ds]?|"
    r"outcome measures?|to see|look(?:s|ed)? (?:at|for)|tell|say|mean(?:s)?|look up)\b",
    re.IGNORECASE,
)
