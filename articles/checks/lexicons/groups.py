"""What is said of all these diseases, and holds for some.

A sentence generalises when the whole group is its subject (or the people who have one of these
diseases, or a property of the group), when it goes on to what differs from one disease to the
next, and when nothing on the way limits it: “some”, “can”, “not all”, “depends”.
"""

from __future__ import annotations

import re

from articles.checks.lexicons.families import PEOPLE, TREATMENT, any_of, gap, verbs, words

_GROUP = (
    r"(?:leu[ck]o(?:dys|ence)(?:troph|phalopath)(?:y|ies)|white[- ]matter (?:diseases?|disorders?|"
    r"conditions?|illness(?:es)?)|(?:diseases|disorders) of (?:the )?white[- ]matter)"
)
_ILLS = r"(?:diseases|disorders|conditions|illnesses)"
_KIND = (
    r"(?:(?:rare|inherited|hereditary|genetic|severe|progressive|known|metabolic|neurological|"
    r"devastating|terrible|fatal|such|these|the|whole|entire|all|every|each|any|a|of|forms?|"
    r"types?|kinds?|disease|group|family|typical|average|usual|common|classic|classical) ){0,5}"
)
#: The group itself, not one disease whose name ends alike (“metachromatic …”).
_WHOLE = (
    r"(?:(?:^|[,;:(–—] ?|\b(?:because|that|since|as|and|but|while|although|so|like|in|of|with|all|"
    r"every|each|any|the|an?|known|when|if|where|have|has|by|from|for|to|this|rule) ))"
    rf"{_KIND}(?P<group>{_GROUP}(?: of (?:this|that|any) (?:kind|type|sort)| in general|"
    rf" as a (?:whole|"
    r"group))?)\b"
)
GROUP = re.compile(_WHOLE, re.IGNORECASE)
#: The group as it is called in the next sentence: “These diseases begin …”. After another word
#: (“two diseases”, “both conditions”) a text speaks of those that it has named.
GROUP_AGAIN = re.compile(
    rf"(?:^(?:in |with |for )?|[;:] |\b(?:since|because|that|and|but|as|all|"
    rf"of) )(?P<group>(?:(?:all (?:of )?)?(?:these|such)|all(?: the)?|the) (?:(?:rare|inherited|"
    rf"hereditary|genetic|devastating|terrible|cruel|white matter|brain|"
    rf"metabolic) ){{0,3}}{_ILLS}|(?:the|this) (?:whole |entire )?"
    r"(?:disease )?(?:group|family)(?: of (?:rare |genetic ){0,2}(?:diseases|disorders|"
    r"conditions))?)(?! (?:\w+ )?(?:below|above|on this page|named|listed|that|which|such as|"
    r"called))\b",
    re.IGNORECASE,
)
_WITH = (
    r"(?:who (?:have|has|had|suffer from|live with|develop|get)|with|living with|affected by|"
    r"affected with|diagnosed with|suffering (?:from|with)|born with|of|has|have)"
)
#: “Children with leukodystrophy die …”, “leukodystrophy patients …”
GROUP_PEOPLE = re.compile(
    rf"(?P<group>\b(?:{PEOPLE}|those|anyone|everyone|one) {_WITH} (?:(?:a|an|any|the|such|these|"
    rf"inherited) ){{0,3}}{_GROUP}|(?<!\w )\b{_GROUP} {PEOPLE})\b",
    re.IGNORECASE,
)
#: “The prognosis of leukodystrophy is …”, “leukodystrophy symptoms start …”
_PROPERTY = words(
    "prognosis, outlook, cause*, onset, age of onset, age at onset, inheritance, diagnosis, "
    "life expectancy, life span, lifespan, survival, symptom*, sign*, first signs, course, "
    "progression, mortality, hallmark*, origin*, transmission, treatment*, therapy, therapies, "
    "management, cure, treatment of choice, pattern*, manifestation*, disease course, genetics, "
    "pathology, sufferer*, prevention, risk, chance*, death, deaths, victim*, damage, "
    "average life span, mean survival, detection, confirmation, spread, defect*, features"
)
GROUP_PROPERTY = re.compile(
    rf"(?P<group>\b{_PROPERTY} (?:of|in|for|with|behind|among) {_KIND}{_GROUP}|"
    rf"(?<!\w )\b{_GROUP} {_PROPERTY})\b",
    re.IGNORECASE,
)
#: … which differs by itself: what follows can be any statement.
PROPERTY_VERB = re.compile(
    r" (?:\w+ )?(?:is|are|was|were|means?|consists?|occurs?|begins?|starts?|appears?|come|comes|"
    r"includes?|requires?|rests?|relies|lies?|takes?|leads?|follows?|has|have|remains?|runs?|"
    r"helps?|works?|cures?|stops?)\b[^.;]{0,80}",
    re.IGNORECASE,
)
#: What the sentence is about.
GROUPS = (GROUP, GROUP_AGAIN, GROUP_PEOPLE)
#: “Boys get leukodystrophies more than girls.” “Adults do not develop leukodystrophy.”
WHO_GETS = re.compile(
    r"\b(?P<who>(?:only |mainly |mostly )?(?:boys|girls|men|women|males|females|sons|daughters|"
    r"children|adults|babies|infants|mothers|fathers)) (?:[\w']+ ){0,3}?(?:gets?|develops?|have|"
    r"inherits?|suffers? (?:from|with)|affected by|born with|transmits?|pass(?:es)?(?: on)?|"
    rf"carry|carries) {_KIND}{_GROUP}\b",
    re.IGNORECASE,
)
#: “Transplantation is the treatment of choice for leukodystrophies.”
_STOPS = verbs("cure, stop+, treat, reverse, slow, halt, heal, prevent, help, fix, end")
TREATED_BY = any_of(
    # … at the end: “the onset is in childhood in all leukodystrophies”
    rf"(?:is|are|has|have|begins?|starts?|occurs?|leads?|dies?|lost|inherited) {gap(10)}(?:in|to|"
    rf"of|by|with) (?:all|every|each) {_KIND}{_GROUP}",
    rf"(?:as|like) (?:in |with |for |is the case (?:in|with) )?(?:all|every|any|other|"
    rf"most)(?: other| the| these| of the)? {_KIND}(?:{_GROUP}|(?:these|such|of these) {_ILLS})",
    rf"(?:doctors?|neurologists?|physicians?|we|they|surgeons?|hospitals?|specialists?|"
    rf"clinics?) (?:\w+ )?(?:diagnose|treat|cure|detect|recogni[sz]e|stop|reverse|heal|prevent|"
    rf"slow|manage)s? {_KIND}{_GROUP}",
    rf"(?:{TREATMENT}|transplantation|diets?|surgery|oils?|vitamins?|supplements?|cells|"
    rf"steroids) {gap(5)}(?:{_STOPS}|(?:is|are) (?:given|used|offered|recommended|"
    rf"the (?:only )?\w+)|works? (?:in|for|against)|(?:treatments?|therapy|cure|choice|option|"
    rf"effective|answer|standard|approved|available|remedy|helpful|useful|beneficial|"
    rf"successful) (?:of|in|for|against|to)) {_KIND}{_GROUP}",
    # … or for the people who have one of them
    rf"(?:{TREATMENT}|transplantation|diets?|surgery|oils?|vitamins?|supplements?|cells|"
    rf"steroids) (?:is|are|was|were|helps?|cures?|saves?|works?|heals?|slows?|stops?|improves?|"
    rf"prolongs?|extends?|treats?|benefits?|restores?|protects?) {gap(7)}{PEOPLE} {_WITH} "
    rf"{_KIND}{_GROUP}",
    rf"no (?:\w+ )?(?:treatments?|therapy|therapies|medicines?|drugs?|help) {gap(3)}(?:for|of|"
    rf"against) {_KIND}{_GROUP}",
    rf"(?:MRI|scans?|CT|blood tests?|biops(?:y|ies)|lumbar punctures?|urine tests?|"
    rf"test) {gap(3)}(?:proves?|confirms?|shows?|detects?|diagnoses?|rules? out|excludes?|"
    rf"reveals?|finds?) {_KIND}{_GROUP}",
    rf"(?:lack|loss|absence|shortage|deficiency|mutation|defect|enzyme)s? {gap(5)}(?:causes?|"
    rf"leads? to|results? in|is behind|underlies) {_KIND}{_GROUP}",
)
_DOES = verbs(
    "become, break, affect, begin, start, appear, manifest, present, occur, lead, cause, result, "
    "follow, progress, come, get, kill, show, require, shorten, respond, stem, damage, destroy, "
    "involve, develop, arise, worsen, share, mean, need, live, survive, take, end, inherit, "
    "characterise, characterize, benefit, attack, target, deteriorate, rob, last, set, suffer, "
    "depend, remain, belong, attend, receive, recover, improve, shrink, face, experience, stop+, "
    "feed, consist, limp, stumble, fail, reveal, seem, spread, move, behave, age, deprive, "
    "weaken, touch, escape, vary, grow, confirm, descend, originate, render, confine, leave, "
    "steal, spare, pass, prove, erupt"
)
GROUP_VERB = re.compile(
    r"(?: \([^()]{1,80}\))?(?:,[^,;:.]{1,80},)?(?: [\w'-]{1,30}){0,2}? (?:are|is|was|were|have|"
    r"has|had|cannot|can't|don't|doesn't|do not|does not|will|must|never|always|usually|mostly|"
    r"often|become|inherit|inherited|caused|lost|grow|go|goes|die|lose|walk|speak|reach|turns?|"
    r"fall|see|hear|learn|stay|sit|talk|eat|swallow|first|only|then|fell|led|came|took|ran|struck|"
    rf"strikes?|runs?|hits?|{_DOES})\b"
    r"|,? (?:the |an? |one )?(?:\w+ )?(?:enzyme|gene|protein|body|brain|myelin|child|disease|"
    r"nerves|first symptoms|first signs|adrenal glands|gene)\b|,? (?:patients|children|boys|girls|"
    r"seizures|symptoms|it|he|she|they)\b|, (?!and |but |so |or |which |"
    r"who )(?:[\w-]+ ){1,3}(?:is|are|was|were|begins?|occurs?|starts?|comes?|builds?)\b",
    re.IGNORECASE,
)
#: What differs from one to the next.
DIFFERS = any_of(
    # Inheritance
    words(
        "autosomal*, recessive*, dominant*, x-linked, sex-linked, mitochondrial*, de novo, "
        "inherited in, inherited as, inherited from, inherited only, inherited through, "
        "inherited when, inherited by, inherited via, passed on, passed down, passed from, "
        "both parents, carrier*, from the mother*, from their mother*, from the father*, "
        "from their father*, boy*, girl*, male*, female*, sons, daughters, run in famil*, "
        "runs in famil*, skip a generation, hereditary only, maternal*, paternal*"
    ),
    # Onset
    words(
        "childhood, infancy, adolescence, adulthood, preschool, pre-school, school age, birth, "
        "teen*, before the age, before age, by the age, by age, child, children, babies, infant*, "
        "toddler*, newborn*, adult*, elderly, old age, first year*, years of life, "
        "months of life, months old, weeks old, years old, first decade, second decade, "
        "school-age, decade of life, between the ages, ages of, age of, early in life, "
        "later in life, young, youth, puberty, kindergarten, in the womb, cradle"
    ),
    # Cause
    words(
        "enzyme*, lysosom*, peroxisom*, toxi*, build-up, accumul*, lack of, missing, absent, "
        "deficien*, mutation*, defective gene*, faulty gene*, immune*, virus*, vaccin*, "
        "oligodendrocyt*, break down, fats, storage, defect in, defects in, defect of, "
        "metabolic disorder*, inflammat*, demyelinat*, environment*, diet"
    ),
    # Course
    words(
        "progressive*, progress, progresses, degenerat*, fatal, lethal, deadly, death, die, dies, "
        "dying, kill, kills, worsen*, worse, deteriorat*, life expectancy, years to live, "
        "lives only, live only, lives for, live for, live until, lives until, live to, lives to, "
        "live beyond, live past, live longer, lives longer, live less, few years, walk, speak, "
        "talk, shorten*, surviv*, dementia, seizure*, blind*, deaf*, paraly*, severe, disab*, "
        "wheelchair*, vegetative, poor, short, slow*, rapid*, quick*, fast, hopeless, grim, "
        "bleak, bad, years, life span, lifespan, relentless*, milestone*, regress*, skills, "
        "bedridden, walking, speech, feeding, stiff, decade, downhill, every fever, bedbound, "
        "adrenal, crippl*, coma, vision, mortal*, doomed, lifespan, grow up, abilities, "
        "ability to, early death, premature*, terminal*, irreversibl*, intellectual*, mental*, "
        "spastic*, loss of, lose, sight, hearing, stable, prognosis, swallow, school"
    ),
    # Diagnosis
    words(
        "MRI, CT, scan*, blood test*, lumbar puncture*, spinal tap*, biops*, urine, "
        "genetic test*, diagnosed by, diagnosed with, diagnosed in, diagnosed from, prenatal*, "
        "heel prick, spinal fluid"
    ),
    # Treatment
    words(
        "untreatable, incurable, treatment*, treated, treat, treatable, therap*, cure, cures, "
        "cured, curable, transplant*, respond*, drug*, medicine*, enzyme replacement, symptoms, "
        "steroid*, marrow, gene therapy, stem cell*, benefit*, vitamin*, supplement*, oil, "
        "healed, stopped, reversed, no help, palliative"
    ),
)
#: What limits it. “Usually” and “mostly” do not: they still speak of the whole group.
HEDGED = re.compile(
    r"\b(?:some|many|most|several|can(?! only| never| be cured| always)|may|might|could|few|"
    r"certain|var(?:y|ies|ied|iety|iable)|differ\w*|rang(?:e|es|ing)|depend\w*|sometimes|"
    r"not (?:all|every|always|only|one|the|each)|more than|at least|one (?:of the|form)|either|"
    r"whether|other|others|each with|in part|partly|part of|tend|tends|unlike|different|own|if|"
    r"any age|every age|both children and adults|neither|include|includes|including|such as|"
    r"screening for|nobody|right|a team)\b",
    re.IGNORECASE,
)
