"""Always, never, everybody and nobody; cures and what has no risk."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import PEOPLE, any_of

_FATE = (
    r"(?:cured|healed|saved|better|helped|fatal|lethal|doomed|protected|safe|normal|symptom-free|"
    r"recovered|affected|successful)"
)
ABSOLUTE = any_of(
    r"(?:there is|there's|there was|have|has|is|are) no hope|(?:know|knows|predict|predicts|tell) "
    r"exactly|absolutely|under any circumstances|at all costs|in (?:all|every) cases?|"
    r"each and every|every case|without fail",
    r"(?:eliminat|eradicat|eras|revers|defeat|conquer|abolish|overcom|wip)(?:e|es|s|ed)?(?: out)? "
    r"(?:the |this |his |her |their )?(?:\w+ )?(?:disease|illness|disorder|condition|defect|damage|"
    r"leukodystrophy|symptoms?|MS|MLD|ALD)",
    r"(?<!as )always|never(?! (?:be )?(?:too late|alone|mind|hesitate|blam\w+|ashamed|"
    r"your fault))|invariabl[ey]|inevitabl[ey]|"
    r"unfailing(?:ly)?|infallibl[ey]|definitely|undoubtedly|without (?:a |any )?(?:doubt|"
    r"exception|fail)|no doubt|unquestionabl[ey]",
    r"guarantee(?:s|d|ing)?|(?:100|hundred) ?(?:%|per ?cent)(?: \w+)? (?:safe|effective|"
    r"success\w*|natural|sure|certain|accura\w+|cure|reliable|recovery|chance)",
    r"(?:completely|totally|fully|perfectly|entirely|absolutely|utterly|permanently|forever|"
    r"once and for all|for good) (?:\w+ )?(?:safe|harmless|effective|cure[ds]?|heal(?:s|ed)?|"
    r"eliminate[sd]?|eradicate[sd]?|reverse[sd]?|repair(?:s|ed)?|restore[sd]?|remove[sd]?|"
    r"recover(?:s|ed)?|normal|healthy|painless|natural|prevent(?:s|ed|able)?)",
    r"permanent(?:ly)?,? (?:\w+ )?(?:fix(?:es)?|cures?|solutions?|relief|reversal|recover\w+)|"
    r"precise, permanent fixes",
    r"(?:risk|side[- ]effect|danger|harm|pain|complication)s?-?free|(?:no |zero |without (?:any |"
    r"the )?|free (?:of|from) (?:any )?)(?:known |real |serious |major )?(?:risks?|"
    r"side[- ]effects?|danger|complications?|harm)(?! (?:of|that|which|factor|when|until|to|from|"
    r"for|in))|(?<!made )(?<!virus )harmless|(?:perfectly|absolutely) safe",
    r"(?:clinically|scientifically|medically|fully)[- ]prove[nd]|proven (?:to|cures?|results|"
    r"safe|effective)|proves? that",
    r"(?:all|every|each|everyone|everybody|any) (?:of the |the |of these |"
    rf"single )?(?:\w+ )?{PEOPLE}(?: with [\w -]{{2,40}}?)? (?:(?:will|can|cannot|are going to|"
    rf"eventually|ultimately|must) (?:\w+ )?(?:be )?(?:{_FATE}|die|benefit|respond|improve|"
    r"recover|walk|lose|progress|become|develop|worsen|get|live|inherit|deteriorate)|benefits?|"
    r"responds?|improves?|recovers?|worsens?|dies?|deteriorates?|loses?|develops?|becomes?|(?:is|"
    rf"are|was|were|gets?|be) (?:\w+ )?{_FATE})",
    rf"(?:no|none of the|not a single|not one|nobody|no one)(?: \w+)? ?(?:{PEOPLE}|"
    r"child)?(?: with [\w -]{2,40}?)? (?:ever|survives?|recovers?|improves?|responds?|"
    r"lives? (?:past|beyond|longer)|can be (?:helped|saved|treated)|(?:will|"
    r"can) (?:ever )?(?:survive|recover|walk|live|improve))",
    r"(?:will|shall|is (?:certain|sure|bound|destined) to|are (?:certain|sure|bound|"
    r"destined) to) (?:(?!not )\w+ )?(?:cure|heal|reverse|restore|repair|regenerate|die|save|"
    r"stop the disease|eliminate|eradicate|fully recover|never)",
    r"(?:is|are|was|were|be|as) (?:\w+ )?(?:always |universally |uniformly )(?:fatal|lethal|"
    r"deadly)|(?:universally|uniformly|without exception) (?:fatal|lethal|progressive)|"
    r"incurabl[ey]|untreatabl[ey]|hopeless|irreversibl[ey] in all",
    r"nothing (?:\w+ ){0,2}?(?:can|could|will) (?:\w+ )?(?:be done|do|help|stop|be changed|"
    r"work)|cannot be (?:stopped|helped|slowed|halted|delayed)|no (?:known |effective |real |"
    r"good |single )?(?:treatments?|therap(?:y|ies)|medicines?|drugs?|remed(?:y|ies)) (?:exists?|"
    r"is available|are available|helps?|works?|can)|(?:everyone|everybody|nobody|no one) (?:with|"
    r"who) [\w' -]{2,40}? (?:will|becomes?|gets?|dies?|develops?|recovers?|improves?|"
    r"survives?)|(?:success|recovery|improvement|survival|the result|the outcome|"
    r"healing) is (?:certain|sure|assured|guaranteed)|(?:prevents?|stops?|ends?|eliminates?|"
    r"avoids?|removes?|reverses?|repairs?) (?:all|any|every) (?:\w+ )?(?:relapses?|symptoms?|"
    r"damage|progression|seizures?|attacks?|problems?|disease)|(?:works?|helps?|cures?|stops?|"
    r"reverses?|effective|successful|possible|fatal) (?:[\w-]+ ){0,4}?(?:in|for) (?:all|every|"
    rf"each) (?:\w+ )?{PEOPLE}|(?:the|is|are) (?:the )?(?:one and )?only (?:real |true |"
    r"possible |effective |known )?(?:cures?|hope|treatments?|chance|therap(?:y|ies)|solutions?|"
    r"answer|option)|impossible",
    r"(?:there (?:is|are|was|were)|has|have|exists?|with|offers?|know of) (?:still |currently |"
    r"yet |absolutely |simply )?no (?!active |proven |approved |licensed |specific |reliable |"
    r"other |further |such |disease-modifying |placebo )(?:\w+ )?(?:treatments?|therap(?:y|ies)|"
    r"help|options?|remed(?:y|ies)|medicines?|way to help)(?! (?:that|which|who|proven|approved|"
    r"licensed|shown|could|has been|have been|group|or placebo|arm|for (?:this|that) purpose))|"
    r"no treatment (?:exists|is available|is possible|helps|works)|(?:lack|absence) of (?:any |"
    r"an |effective |real ){0,2}(?:treatments?|therap(?:y|ies)|cures?|options)|not treatable|"
    r"cannot be treated",
    r"perfect(?:ly)? (?:cures?|treatments?|solutions?|match|results)|ideal (?:cure|solution)|"
    r"works? for (?:everyone|everybody|all|every)|(?:suitable|safe|effective) for (?:everyone|"
    r"everybody|all (?:patients|children|ages|people))|(?:stops?|halts?|"
    r"ends?) the disease for good",
)
#: What will become of people, where nobody says of how many: see HEDGED.
FORECAST = any_of(
    rf"(?:{PEOPLE}|you|he|she|they) will (?:(?!not )\w+ )?(?:recover|improve|get better|die|walk|"
    r"survive|lose|benefit|respond|be (?:cured|healthy|normal|healed)|live (?:a|longer|normally))",
)
CURE = any_of(
    r"cur(?:e|es|ed|ing|able|ative)|healed|heal(?:s|ed|ing)? (?:the |your |a )?(?:disease|brain|"
    r"myelin|nerves?|child|patients?)",
)
#: Words before that turn a claim of cure, or of always, into its honest opposite.
DENIES = re.compile(
    r"\b(?:no|not|nor|neither|never|none|cannot|can't|n't|\w+n't|without|whether|if|unless|"
    r"instead|rather|unlike|hardly|rarely|seldom|almost|nearly|claim(?:s|ed|ing)?|sold|"
    r"advertis(?:e|es|ed|ing)|so-called|beware|anyone who|nobody|promis(?:e|es|ed) (?:a |you |"
    r"of )*|does it|do they|search(?:es|ing)? for|looking for|in order to|yet to be)\b",
    re.IGNORECASE,
)
#: … and words after it: “a cure has not been found”.
DENIED_AFTER = re.compile(
    r"(?:'s)?(?: \w+)? (?:(?:has|have|is|are|was|were|does|do|did|will|would|could|can) (?:not|"
    r"never)|cannot|\w+n't)\b",
    re.IGNORECASE,
)
#: “Never stop steroids”, “always carry the card”: advice, not a claim.
ADVICE = re.compile(
    r"(?:^|[:;–—] ?|\b(?:please|and|but|so|then|must|should|shall|to) )(?:always|never)\b|"
    r"\b(?:had|have|has|who|was|were|were|been|they|she|he|we|i) never\b",
    re.IGNORECASE,
)
