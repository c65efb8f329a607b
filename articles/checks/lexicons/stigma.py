"""What makes less of a person than of the disease."""

from __future__ import annotations

from articles.checks.lexicons.families import PEOPLE, any_of, gap, words

#: Said of a person, before the noun: “the epileptic boy”.
_LABEL = words(
    "epileptic, spastic, schizophrenic, psychotic, demented, senile, retarded, handicapped, "
    "crippled, invalid, dumb, mute, lame, non-compliant, noncompliant, uncooperative, stricken, "
    "afflicted, unfortunate, pitiful, pitiable, pathetic, helpless, doomed, hopeless, deformed, "
    "disfigured, punished, brain-dead, defective, abnormal, subnormal, feeble, feeble-minded, "
    "backward, slow-witted, simple-minded, brain-damaged, wheelchair-bound, bedridden, bed-bound, "
    "housebound, mad, crazy, insane, imbecile, moronic, unfit, useless, worthless, tortured, "
    "tormented, cursed, diseased, low-functioning, high-functioning, vegetative, brave little, "
    "poor little, innocent little, heroic, tragic, ill-fated, paralytic, hysterical, burdensome, "
    "mongoloid, dysfunctional, suffering"
)
#: Used as the noun itself: “a diabetic”. People have an illness; they are none.
_LABELLED = words(
    "epileptic, spastic, schizophrenic, psychotic, diabetic, invalid, cripple, retard, "
    "paraplegic, quadriplegic, tetraplegic, hemiplegic, mute, deaf-mute, autistic, asthmatic, "
    "anorexic, arthritic, dement, alcoholic, addict, leper, imbecile, moron, idiot, cretin, "
    "freak, midget, vegetable, mongol, paralytic, haemophiliac, hemophiliac, depressive, psychopath"
)
#: What frightens without informing.
_DREADFUL = words(
    "devastating, cruel, horrible, terrible, dreadful, dreaded, horrific, horrifying, merciless, "
    "insidious, monstrous, nightmarish, heartbreaking, heart-breaking, tragic, ghastly, vicious, "
    "ruthless, evil, pitiless, hopeless, hideous, brutal, savage, wicked, appalling, cursed"
)
STIGMA = any_of(
    rf"(?:{PEOPLE}|carriers?) (?:is|are|was|were|remain|seem|look) (?:(?!not |"
    rf"never )\w+ )?(?:(?:slow|dull|stupid) and \w+|"
    r"backward|stupid|guilty|mad|a nuisance|a tragedy|a cost|useless|worthless|a curse|a strain|"
    r"monsters?)|(?:were|are|is|was|become|becomes|became) (?:a |an )?(?:nuisance|embarrassment|"
    r"strain on|cost to|load on|tragedy (?:for|to)|drain)|born (?:defective|abnormal|crippled|"
    r"deformed|retarded|wrong|damaged)|(?:with|bear|bears|carry|carries|feel|of|the) (?:the |"
    r"their |her |his )?guilt (?:of|for passing|that she|that he)|live with the guilt|gave (?:the|"
    r"this|her|his) (?:disease|illness|condition) to (?:her|his|their)|refus(?:e|es|ed|ing|"
    r"al) to (?:cooperate|comply|take)|(?:is|was|are|were) no (?:real )?life\b|no quality of life|"
    r"poor (?:(?:little|sick|old) )?(?:thing|soul|creature|mite|lad|lass|child|children|boy|girl|"
    r"baby|mother|father|parents|woman|man)s?|(?<=Poor )[A-Z][a-z]+ (?:can|is|was|has|had)",
    # Named by the illness
    rf"{_LABEL} (?:(?:little|young|old|newborn|small) )?{PEOPLE}|{_LABEL} (?:brothers?|sisters?)",
    rf"(?:an?|the|this|that|every|our) {_LABELLED}(?= (?:is|was|who|can|can't|cannot|will|may|must|"
    r"should|needs?|has|had|heard|said|saw|went|fell|came|took|got|ate|ran|lost|felt|told|gave|"
    r"sat|and|or|with|in|at|often|never|always|became|becomes|does|did|\w+ed)\b|[.,;:!]|$)",
    rf"{_LABELLED}s(?= (?:are|were|who|can|cannot|will|may|must|should|need|have|often|never|and|"
    r"or|with|in|do)\b|[.,;:!]|$)",
    rf"{PEOPLE} (?:is|are|was|were) (?:(?!not |never )\w+ )?(?:not normal|abnormal|defective|"
    rf"retarded|crippled|deformed|"
    r"demented|retards|invalids?|useless|helpless|hopeless|vegetables?|epileptics?|doomed|cursed|"
    r"a (?:heavy |great |terrible )?burden|insane|crazy)",
    # Blamed
    r"(?:mothers?|fathers?|parents|famil(?:y|ies)|women|patients?|she|he|they) (?:is|are|was|"
    r"were) (?:(?!not |never )\w+ )?(?:to blame|guilty|at fault)|(?:their|his|her|the (?:mother|"
    r"father|parents?)'s?) own fault|(?:fault|guilt|sins?) of the (?:mother|father|parents?|"
    r"family)|brought (?:it|this) (?:up)?on (?:himself|herself|themselves)",
    rf"(?:{PEOPLE}|he|she|they|who) (?:has |have |had )?fail(?:s|ed)? (?:the |their |his |her |"
    r"to respond|first|second|all)?(?:\w+ )?(?:treatments?|therap(?:y|ies)|transplant|to respond|"
    r"medication|chemotherapy|steroids|the drug)|non-?complian(?:t|ce)|refus(?:es|ed|"
    r"ing) to (?:cooperate|comply)",
    # A prisoner, a hero, a fighter
    r"(?:imprisoned|trapped|locked|captive|caged|prisoners?) (?:in(?:side)?|within|of|"
    r"by) (?:\w+ )?(?:own )?(?:body|bodies|disease|illness|chair|wheelchair|bed|mind)|"
    r"prisoners? of",
    r"(?:an |such an |true |real )?inspirations? (?:to|for) (?:us|all|others|everyone|everybody|"
    r"many)|despite (?:his|her|their) (?:\w+ )?(?:disabilit(?:y|ies)|illness|handicap|disease|"
    r"condition|limitations|affliction)|(?:brave|little|true|tough|real|"
    r"courageous) (?:\w+ )?(?:fighters?|warriors?|hero(?:es)?|soldiers?|angels?)|(?:refus\w+ to|"
    r"never) g[ia]ve up|overcom(?:e|es|ing) (?:his|her|their) (?:disability|handicap|illness)|"
    r"(?:gave up|giv(?:es|ing) up|surrender\w*|succumb\w*) (?:the fight|to (?:the|his|her|their|"
    r"this|MS|ALD|MLD))",
    # Less than a life
    rf"{_DREADFUL} (?:and {gap(1)})?(?:\w+ )?(?:disease|disorder|illness|condition|diagnosis|"
    r"curse|fate|affliction|leukodystrophy)",
    r"vegetative(?: state)?|living (?:dead|corpse|skeleton)|deformed (?:by|from|since|for)|"
    r"punish(?:ed|ment) (?:by|with|for|from)|the (?:sick|abnormal|weak|crippled) (?:and|are|were|"
    r"must|should)|(?:human |mere |empty )?(?:wrecks?|shell|husk) of|empty shells?|"
    r"(?:the )?(?:mind|mental age|brain|intellect) of an? (?:\w+[- ])*(?:baby|child|infant|"
    r"toddler|vegetable)|mental age|committed suicide|(?:a |no )?lives? (?:worth|unworthy of|"
    r"without dignity)|sentenced to|(?:less|more) than human|social outcasts?|freaks? of nature|"
    r"curse[ds]?|a punishment|lepers?|outcasts?|(?:life|lives|existence|childhood) (?:is|was|are|"
    r"were) (?:\w+ )?(?:ruined|pointless|over|wasted|destroyed|worthless|meaningless|miserable)|"
    r"(?:ruined|wasted|pointless|miserable|wretched) (?:life|lives|existence)|(?:fought|"
    r"fights?) (?:like a|until the end|bravely|hard|on)|bravely|(?:bad|sick|evil|"
    r"rotten) (?:genes?|blood)|(?:is|are|was|were) guilty(?= of|[.,;]|$)|scourge|crippling|"
    r"ravage[sd]?|ravaging|robs? (?:\w+ ){1,3}of|(?:physical |mental |birth )?deformit(?:y|ies)|"
    r"invalidity|unfit for|normal (?:person|people|humans?|peers?|population|school ?mates)|"
    r"otherwise normal|able-bodied|(?:not|less|hardly|barely) (?:quite )?human|drain on|"
    r"cross to bear|pity",
    r"suffer(?:s|ed|ing|ers?)?(?: \w+)?(?: from| with| of)|sufferers?|(?:is|are|who|child|"
    r"children|patients|they|people|boys|girls) suffer(?:s|ed|ing)?(?! (?:a|an|side|harm|no|loss))",
    r"victims?(?! of (?:violence|crime|abuse))|afflict(?:ed|s|ing|ions?)|stricken|struck down|"
    r"plagued|tormented by",
    r"wheel-?chair[- ]?(?:bound|ridden|users? who are trapped)|(?:confined|bound|chained|"
    r"condemned|restricted|reduced|tied|limited) to (?:a |an |the |their |his |"
    r"her )?(?:wheel-?)?(?:chairs?|beds?)|bed-?ridden|house-?bound|home-?bound",
    r"(?:(?<!not )(?:a |an )|the |great |heavy |huge |such a |becom\w+ (?:a )?|caregiver |carer |"
    r"family |emotional |financial |care )burdens?(?! of (?:proof|disease))|burdensome",
    r"handicap(?:s|ped|ping)?|crippl(?:e|es|ed|ing)|retard(?:s|ed)?|mental(?:ly)? (?:retard\w+|"
    r"deficien\w+|defective|degrad\w+|disabled|handicapped)|(?<!growth )(?<!growth-)retardation|"
    r"imbeciles?|idiots?|morons?|cretin\w*|lunatics?|insane|feeble-?minded|mongol\w*",
    r"(?:a |like a |human |living )vegetables?|vegetate[sd]?|deaf[- ]mutes?|deaf and dumb|"
    r"(?:physically|severely) (?:deformed|defective|challenged)|differently abled|invalids",
    r"the (?:disabled|handicapped|mentally ill|blind|deaf|retarded|afflicted|dying)(?= (?:are|is|"
    r"who|and|need|have|can|must|live|often|should)|[.,;])",
    r"(?:an?|the|many|most|all|some|these|our|young|adult|child) (?:epileptics?|spastics?|"
    r"schizophrenics?|diabetics?|dements?|hemiplegics?|paraplegics?|quadriplegics?|autistics?|"
    r"albinos?|dwarf(?:s|ves))(?= (?:is|are|who|can|will|may|and|need|have|has)|[.,;:]|$)",
    r"(?:normal|abnormal|defective|damaged|faulty|sick|diseased) (?:child|children|kids?|people|"
    r"persons?|boys?|girls?|babies|baby|siblings?|brothers?|sisters?|individuals?|humans?)",
    r"(?:lost?|los(?:e|es|ing)|fought|fights?|fighting|won|wins?|winning|wag(?:e|es|ing)) (?:a |"
    r"an |the |his |her |their |its )?(?:\w+ )?(?:battle|fight|war)|battl(?:e|es|ed|ing) (?:with |"
    r"against )?(?:a |the |his |her |their |this )?(?:\w+ )?(?:disease|illness|condition|disorder|"
    r"leukodystrophy|ALD|MLD|MS)|fight(?:s|ing)? (?:against )?(?:a |the |his |her |their |"
    r"this )?(?:disease|illness|disorder)",
    r"(?:hopeless|tragic|pitiful|pitiable|heart-?breaking) (?:cases?|child|children|fate|lives|"
    r"life|victims?|patients?|conditions?|disease)|doomed|death sentence|worse than death|"
    r"not worth living|demented|senile",
)
