"""Always, never, everybody and nobody; cures and what has no risk."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import (
    PEOPLE,
    TREATMENT,
    any_of,
    either,
    gap,
    verbs,
    words,
)

_FATE = (
    r"(?:cured|healed|saved|better|helped|fatal|lethal|doomed|protected|safe|normal|symptom-free|"
    r"recovered|affected|successful)"
)
_WHOLLY = words(
    "completely, totally, fully, entirely, wholly, utterly, absolutely, perfectly, permanently, "
    "for ever, forever, once and for all, without trace, without a trace, one hundred per cent, "
    "100%, 100 %, 100 per cent, 100 percent, reliably, thoroughly, in full, from day one, "
    "unconditionally, indefinitely"
)
_ENDS = verbs(
    "cure, heal, eliminate, stop+, halt, reverse, repair, restore, remove, prevent, protect, "
    "disappear, vanish, recover, resolve, correct, fix, rebuild, regenerate, normalise, "
    "normalize, replace, block, eradicate, erase, clear, free, save, rid+, neutralise, "
    "neutralize, control, suppress, avoid, arrest, end, guarantee, work, undo, rejuvenate, renew, "
    "cleanse"
)
#: Works on each of them, without exception.
_CATCHES = (
    verbs(
        "detect, find, save, help, identify, catch, treat, protect, cure, spare, prevent, stop+, "
        "remove, reverse, repair, heal, rescue, benefit, restore, avoid, eliminate, recognise, "
        "recognize, diagnose, suit, fix, solve, end, correct, affect, kill, strike, satisfy"
    )
    + "|finds?|found"
)
_ALL = (
    r"(?:(?:absolutely |virtually )?(?:every(?: single)?|each and every|any further(?: \w+)?|"
    r"all(?: of)?(?: the| these| those| our)?|100 ?(?:%|per ?cent) of(?: the)?))"
)
_ILL = words(
    "disease, disorder, illness, condition, damage, symptom*, myelin, progression, defect, brain, "
    "nerve*, gene, problem*, attack*, relapse*, cell*, ALD, MLD, MS, Krabbe*, leukodystroph*, "
    "leucodystroph*, effect*, seizure*, deterioration, decline, toxin*, inflammation, process"
)
_NORMAL = (
    r"(?:(?:completely |perfectly |entirely |totally |fully |absolutely )?(?:normal(?:ly)?|"
    r"healthy|healthily|cured|symptom-free|like (?:any|all) other \w+|free (?:of|"
    r"from) (?:the )?(?:disease|symptoms)))"
)
#: What is said not to happen.
_NOTHING_BAD = words(
    "side effect*, complication*, reaction*, adverse event*, risk*, danger*, harm, rejection*, "
    "relapse*, failure*, problem*, drawback*, downside*, disadvantage*, catch, alternative*, "
    "limit*, chance, hope, doubt, exception*, toxicity, overdose*, interaction*, contraindication*"
)
_SURE = words("sure to, certain to, bound to, destined to, condemned to, doomed to, guaranteed to")
#: What becomes of everybody. “All had chemotherapy” is a report, and “needs a plan” is advice.
_BECOMES = verbs(
    "improve, benefit, respond, recover, develop, become, die, lose, inherit, survive, walk, "
    "live, worsen, deteriorate, progress, relapse, suffer, thrive, fall, end, stop+, regain, "
    "gain, tolerate, x"
)
_IS_NOW = words(
    "a carrier, carriers, affected, ill, sick, healthy, cured, safe, lost, doomed, better, "
    "normal, well, happy, satisfied, protected, free, saved, fatal, progressive, detected, found, "
    "blind, disabled, dead, helped, at risk of nothing, able, unable, stable, alive"
)
#: Without exception, and by other words than “always”.
_WITHOUT_EXCEPTION = either(
    # Every transplant succeeds; every child improved; doctors can do nothing
    rf"(?:every|each|any|all)(?: single| of these| such| the)? (?:\w+ )?(?:{TREATMENT}|"
    rf"operations?|attempts?|doses?|transplantations?) (?:\w+ )?(?:succeeds?|"
    r"works?|helps?|cures?|is successful|are successful|heals?|fails?)",
    rf"(?:every|each|all)(?: single| of (?:the|them|these))? (?:\w+ )?(?:{PEOPLE}|"
    rf"one) (?:\w+ )?(?:improved|recovered|responded|benefi(?:ted|tted)|"
    r"got better|felt better|walked|healed|relapsed|stabili[sz]ed)|(?:can|could|may) do nothing|"
    r"(?:gives?|offers?|brings?|provides?|delivers?|is) an? (?:\w+ )?(?:certain|definite|"
    r"definitive|sure|infallible|perfect|error-free|unambiguous) (?:result|answer|diagnosis|proof|"
    r"cure|protection)|(?:cannot|can't|never|impossible to) (?:live|survive|be saved|walk|exist|"
    r"get better|improve|recover|develop) (?:without|unless|again|from it)|(?:cannot|"
    r"can't) (?:survive|recover)(?=[.,;]|$)|(?:make|makes|made|making|let|lets) (?:the |all |"
    r"every |his |her |its )?(?:\w+ )?(?:disease|illness|symptoms?|damage|relapses|lesions?|"
    r"seizures) (?:disappear|vanish|go away|stop|a thing of the past|history)|(?:anyone|"
    r"anybody) (?:\w+ )?(?:can (?!be affected|ask|carry|see|contact|get|have|develop|become|look|"
    r"apply|join|read|write|help|tell)|will|benefits?|tolerates?|recovers?)\w*|(?:eliminat|remov|"
    r"fix|cur|eradicat|treat|tackl|correct|attack|heal)(?:e|es|s|ed|ing) (?:the |its |"
    r"their )?(?:root |true |real |underlying |very )?(?:causes?|root|source)(?! of (?:death|"
    r"pain))",
    # All patients recover; everyone feels better; no doctor can help; all symptoms disappear
    rf"(?:all|every|each|any)(?: of)?(?: the| these| those|"
    rf" our)? (?:\w+ ){{0,2}}?{PEOPLE} (?:(?:with|who|of|on|in) {gap(6)})?(?:(?:will|can|always|"
    rf"then|soon|eventually|then|quickly|\w+ly) )?(?:(?<!can not )(?:{_BECOMES})(?<!ed)(?<!ing)|"
    rf"(?:gets?|develops?) (?!an? |the |to |their |his |her )\w+|"
    rf"(?:is|are) (?:\w+ )?(?<!not ){_IS_NOW})",
    rf"(?:everyone|everybody) (?:\w+ ){{0,4}}?feels? better|(?:everyone|everybody) (?:(?:with|who|"
    rf"of|on|in) {gap(6)})?(?:(?:will|can|\w+ly) )?(?:{_BECOMES}|(?:is|are) (?:\w+ )?{_IS_NOW})",
    rf"no (?:\w+ )?(?:{PEOPLE}|doctors?|medicines?|drugs?|treatments?|therap(?:y|ies)|scans?|"
    rf"hospitals?) (?:\w+ )?(?:can (?:help|cure|stop|save|"
    r"treat|do|change|prevent)|needs?|dies|has to|have to|gets|becomes|relapses|suffers|fails|"
    r"helps?|works?|stops?|cures?)",
    rf"(?:all|every|any|each)(?: of)?(?: the| his| her| their| these)? (?:\w+ )?(?:{_ILL}|signs?|"
    rf"complaints?|relapses?|trace|traces) (?:\w+ )?"
    r"(?:disappears?|vanish(?:es)?|goes?|stops?|resolves?|ends?|is gone|are gone|improves?|heals?|"
    r"recedes?|regress(?:es)?|(?:is|are|can be) (?:\w+ )?(?:cured|healed|gone|eliminated|reversed|"
    r"removed|repaired|stopped|prevented|avoided))",
    # Certainly; the risk is nil; the only thing that helps
    r"(?<!almost )(?<!not )(?:certainly|surely|assuredly|undeniabl[ey]|indisputabl[ey])|(?:risk|"
    r"danger|chance|probability|mortality) (?:of \w+ )?(?:is|was|are) (?:\w+ )?(?:nil|zero|"
    r"non-existent|nonexistent|eliminated|excluded|ruled out)|only (?:\w+ )?(?:thing|one|drug|"
    r"medicine|treatment|way|person|method|therapy|option) (?:that|which|who) (?:\w+ )?(?:helps?|"
    r"works?|can|cures?|stops?|saves?|heals?|slows?)|(?:proved|proven|established|clear|certain|"
    r"undisputed|settled) that (?:the|it|this|these|stem|gene|diet|cells|vitamin|transplant\w*|"
    r"cord)",
    r"(?:completely|totally|fully|entirely|perfectly|absolutely|utterly|100 ?%|"
    r"one hundred per cent) (?:\w+ )?(?:rebuilt|undone|non-toxic|nontoxic|free|gone|new|well|"
    r"protected|independent|symptomless|regenerated|destroyed|lost|helpless|blind|certain|useless|"
    r"unnecessary|risk-free|compatible|sure|natural|true|proven)",
    r"(?:you|he|she|they|your child|children|patients|boys|"
    r"girls) will (?:\w+ )?(?:be able to (?:walk|talk|live|sit|stand|speak|eat|play|return|work|"
    r"run|see|lead)|(?:walk|talk|run|speak|laugh|play|sit|stand|see|hear) (?:again|normally))",
    # What does not happen, ever
    rf"{_NOTHING_BAD} (?:do|does|did|are|is|will|can|have|has) (?:not|never) (?:occur|happen|exist|"
    r"arise|appear|seen|possible|known|reported|observed|been|expected|to be)",
    rf"(?:zero|nil|without(?: the)? (?:slightest|least)|not the (?:slightest|"
    rf"least)) (?:\w+ )?{_NOTHING_BAD}",
    rf"(?:carries|poses|involves|has|have|with|brings|bears|presents|leaves|there (?:is|are)|know|"
    rf"knows) (?:absolutely |practically |virtually |simply |really )?no (?:\w+ )?{_NOTHING_BAD}"
    r"(?! (?:of|that|which|that|for|in|to (?:be|the))\b)",
    r"there (?:is|was|'s) (?:simply |absolutely |just )?no way (?:to (?!know|predict|tell|say|"
    r"foresee|test|find|be sure)\w+|out|back)|(?:doctors|medicine|parents|physicians|everyone|"
    r"we) (?:is|are|remain|stand) (?:completely |utterly )?(?:powerless|helpless)|(?:cannot|can't|"
    r"impossible to) (?:overdose|take too much|go wrong|fail)",
    rf"(?:{PEOPLE}|they|he|she|{_ILL}|it|death|recovery) (?:is|are|was|were) (?:\w+ )?{_SURE}",
    rf"no (?:\w+ )?{PEOPLE} (?:\w+ )?(?:has|have|had|ever) (?!been (?:treated|tested|studied|told|"
    r"given|followed|found))\w+",
    # For one's whole life; like any other child; all one needs
    r"(?:healthy|well|safe|protected|free|stable|cured|normal|immune|young|fit|symptom-free|"
    r"working|lasts?|lasting|permanent|protects?) (?:for (?:life|ever)|forever|(?:for |"
    r"throughout )?(?:their|his|her|your|the rest of (?:their|his|her|your)|a) (?:whole |"
    r"entire )?(?:li(?:fe|ves)|lifetime|days))|(?:grow up|live|lives|develop|develops|up|healthy|"
    r"life) (?:\w+ )?like (?:any|all|every) other|all (?:that )?(?:you|one|they|your child|"
    r"patients?) needs? is|(?:tells?|shows?|reveals?|explains?|solves?|fix(?:es)?|cures?|heals?|"
    r"answers?) (?:you |us )?everything|(?:cure|fix|heal|reverse|repair|eliminate|eradicate)(?:s|"
    r"es|ed)? (?:it|them|this)(?=[.,;!]|$| (?:for|in|at|with|all|completely|within|once|and)\b)",
    r"(?:effects?|results?|benefits?|improvements?|gains?|changes?|protection|correction|repair|"
    r"success) (?:is|are|was|were) (?:\w+ )?(?:permanent|lifelong|life-long|final|complete|total|"
    r"immediate|instant|certain|assured|lasting)|(?:natural|organic|plant-based|herbal|own cells|"
    r"homeopathic)\b[^.;]{0,60}?\b(?:safe|harmless|no risk|cannot|free of)|safe because|"
    r"therefore (?:\w+ )?(?:safe|harmless|effective)",
    # Completely stops; stops completely; saves every child
    rf"(?:{_WHOLLY}) (?:\w+ ){{0,2}}?(?:{_ENDS})",
    rf"(?:{_ENDS}) {gap(5)}(?:{_WHOLLY}|(?<!early )for good(?! (?:reason|luck)))",
    rf"(?:{_WHOLLY}) (?:and \w+ )?(?:safe|harmless|effective|reliable|accurate|risk|certain|sure|"
    r"healthy|normal|natural|painless|untreatable|curable|reversible|preventable|useless)",
    rf"(?:{_CATCHES}) (?:the )?{_ALL} {gap(3)}(?:{PEOPLE}|{_ILL}|cases?|risks?|forms?|types?|"
    rf"ages?)",
    rf"(?:helps?|suits?|cures?|heals?|saves?) (?:everyone|everybody)|(?:{_CATCHES}|works?|safe|"
    rf"suitable|effective|helpful|right|good|ideal) (?:for|in|with|at) (?:every(?:one|body)|"
    rf"(?:every|all|any) (?:\w+ ){{0,2}}?{PEOPLE}|(?:every|all) (?:\w+ )?(?:ages?|"
    rf"(?<!at every )(?<!at all )stages?|"
    rf"types?|forms?))",
    rf"heal(?:s|ed|ing)? (?:the |their |his |her |your |any |all )*(?:\w+ ){{0,2}}?(?:{_ILL}|body)|"
    r"myelin (?:\w+ )?(?:heals|regrows|regenerates|returns)",
    r"rules? out (?:the|any|all|this|a|every|ALD|MLD|MS|Krabbe|leuko\w+)(?<!to rule out the)",
    rf"no(?:t one| single| other|t a single)? (?:\w+ )?(?:{PEOPLE}|one|side effects?|"
    rf"complications?|adverse events?|risks?) (?:\w+ ){{0,2}}?(?:(?:has|have|had) (?:ever|been)|"
    rf"(?:was|were|is|are) "
    r"(?:ever|known|possible|expected|observed|to be feared))(?! (?:treated|tested|told|studied|"
    r"yet))",
    r"(?:nobody|no one|no-one) (?:\w+ ){0,4}?(?:has|have|had|was|were|is|are|will|can|could|"
    r"needs?) (?:ever |be |been |have )*(?:harmed|hurt|injured|damaged|rejected|disappointed|"
    r"worse|die|died|relapse[sd]?|suffer(?:s|ed)?|regret\w*|had (?:a|any)|survive[sd]?|"
    r"recover(?:s|ed)?)|(?:nobody|no one|no-one) (?:relapse[sd]?|suffer(?:s|ed)?|dies|regret\w*|"
    r"survives?|recovers?)|has never been (?:\w+ )?(?:harmed|hurt|reported|observed|seen|"
    r"a (?:problem|case))|nothing (?:\w+ )?(?:helps|works|else helps|else works|else|can go wrong)",
    r"(?:cannot|can't|can not|could not|couldn't|will not|won't|does not|do not|doesn't|"
    r"don't) (?:possibly |ever )?(?:be rejected|fail|go wrong|harm\b|hurt\b|(?:do|cause) (?:any |"
    r"the least |you )?(?:harm|damage|problems|side effects)|cause any|come back|reject the|"
    r"have any side)",
    rf"(?:{PEOPLE}|they|he|she|who|and|go on to|goes on to|will|to|boys who \w+) (?:(?:live|lead|"
    rf"have|enjoy|begin|start)(?:s|ing)?|led|lived|return(?:s|ed)? to|grow(?:s|ing)? up|grew up|"
    rf"become(?:s)?|became|(?:is|are|remain|remains|stay|stays) ) ?(?:again )?(?:an? "
    rf")?{_NORMAL}(?: (?:life|lives|childhood|"
    r"lifespan|adults?))?(?= |[.,;]|$)",
    r"(?:full|complete|total|permanent|lasting|certain|sure|instant|guaranteed|definitive|"
    r"final) (?:and \w+ )?(?:recover(?:y|ies)|cures?|remission|healing|protection|safety|"
    r"restoration|relief|reversal|elimination|success|victory|freedom)|(?:last|lasts|lasting|"
    r"works?|protects?|effective) (?:forever|for ever|for good|for life|a lifetime)",
    rf"(?:{TREATMENT}|it|which|methods?|procedures?|operations?|surgery|transplantation|diets?|"
    rf"oils?|supplements?|vaccines?|products?|tests?|cells|remed(?:y|ies)) (?:is|are|was|"
    rf"were) (?:very |quite |extremely |really |so |also |both )?safe(?=[.,;!]|$| (?:and|at|even|"
    rf"because|since|as|treatment|option|method|way|in (?:all|pregnan\w+|children|every)))|"
    rf"(?:safest|surest|best possible|only) (?:\w+ )?(?:way|method|treatment|option|therapy|"
    rf"choice|cure|hope|chance) (?:to|for|of|against|is)|(?:know|known|say|said|predict|told|"
    rf"works|will|sure) for (?:sure|certain)|with (?:absolute |complete |total |full |"
    rf"100% )?certainty|beyond (?:any |all )?(?:reasonable )?doubt|of course,? (?:it|"
    rf"the) (?:works|treatment)|in no case|on no account does|regardless of (?:age|stage|severity|"
    rf"how)|(?:zero|no|nil) (?:\w+ )?(?:mortality|deaths|failures?|danger|downsides?|drawbacks?|"
    rf"disadvantages?|toxicity|rejections?|contraindications|chance of survival|hope|"
    rf"known interactions|need to worry|reason to worry|cause for concern)|nothing to (?:worry|"
    rf"fear|lose)|anyone can (?:be|take|use|have)|unlimited|foolproof|fail-?safe|fool-?proof|"
    rf"never-failing|bulletproof|surefire|sure-fire|flawless(?:ly)?|irreversibl[ye] (?:fatal|"
    rf"lethal)|certain death|death is (?:certain|inevitable|unavoidable)|unavoidabl(?:e|y)|"
    rf"doomed to|(?:is|are) (?:a )?death (?:sentence|warrant)|(?:all|everybody|everyone|"
    rf"every) (?:\w+ )?(?:die|dies|died|recover(?:s|ed)?|survive[sd]?|respond(?:s|ed)?|"
    rf"improve[sd]?|benefit(?:s|ed)?)",
    rf"(?:{TREATMENT}|it|this|which|that|diet|supplement|oil) (?:\w+ )?(?:saves|ends|defeats|"
    rf"undoes|"
    r"conquers|banishes|beats) (?:the |every |all |any )?(?:\w+ )?(?:child\w*|disease|illness|"
    r"patient\w*|damage|lives|leuko\w+)",
)
ABSOLUTE = any_of(
    _WITHOUT_EXCEPTION,
    r"(?:there is|there's|there was|have|has|is|are) no hope|(?:know|knows|predict|predicts|"
    r"tell) exactly|absolutely|under any circumstances|at all costs|in (?:all|every) cases?|"
    r"each and every|every case|without fail",
    r"(?:eliminat|eradicat|eras|revers|defeat|conquer|abolish|overcom|wip)(?:e|es|s|"
    r"ed)?(?: out)? (?:the |this |his |her |their )?(?:\w+ )?(?:disease|illness|disorder|"
    r"condition|defect|damage|leukodystrophy|symptoms?|MS|MLD|ALD)",
    r"(?<!as )always|never(?! (?:be )?(?:too late|alone|mind|hesitate|blam\w+|ashamed|"
    r"your fault))|invariabl[ey]|inevitabl[ey]|unfailing(?:ly)?|infallibl[ey]|definitely|"
    r"undoubtedly|without (?:a |any )?(?:doubt|exception|fail)|no doubt|unquestionabl[ey]",
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
    r"(?:clinically|scientifically|medically|fully)[- ]prove[nd]|proven (?:to|cures?|results|safe|"
    r"effective)|proves? that",
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
    r"nothing (?:\w+ ){0,2}?(?:can|could|will) (?:\w+ )?(?:be done|do|help|stop|be changed|work)|"
    r"cannot be (?:stopped|helped|slowed|halted|delayed)|no (?:known |effective |real |good |"
    r"single )?(?:treatments?|therap(?:y|ies)|medicines?|drugs?|remed(?:y|ies)) (?:exists?|"
    r"is available|are available|helps?|works?|can)|(?:everyone|everybody|nobody|no one) (?:with|"
    r"who) [\w' -]{2,40}? (?:will|becomes?|gets?|dies?|develops?|recovers?|improves?|survives?)|"
    r"(?:success|recovery|improvement|survival|the result|the outcome|healing) is (?:certain|sure|"
    r"assured|guaranteed)|(?:prevents?|stops?|ends?|eliminates?|avoids?|removes?|reverses?|"
    r"repairs?) (?:all|any|every) (?:\w+ )?(?:relapses?|symptoms?|damage|progression|seizures?|"
    r"attacks?|problems?|disease)|(?:works?|helps?|cures?|stops?|reverses?|effective|successful|"
    r"possible|fatal) (?:[\w-]+ ){0,4}?(?:in|for) (?:all|every|"
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
    rf"(?:{PEOPLE}|you|he|she|they) will (?:(?!not )\w+ )?(?:see|notice|feel|experience|gain|"
    rf"regain|enjoy|make|lead|achieve|have) {gap(3)}(?:improvement\w*|differences?|benefits?|"
    rf"better|results?|"
    r"changes?|progress|recovery|normal|healthy|stronger|energy|relief)",
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
#: “Some people never have another relapse.”
LIMITED = re.compile(
    r"\b(?:some|most|many|few|several|half|a third|a quarter|often|\d+|two|three|four|five)\b",
    re.IGNORECASE,
)
#: “Never stop steroids”, “always carry the card”: advice, not a claim.
ADVICE = re.compile(
    r"(?:^|[:;–—] ?|\b(?:please|and|but|so|then|must|should|shall|to) )(?:always|never)\b|"
    r"\b(?:had|have|has|who|was|were|were|been|they|she|he|we|i) never\b",
    re.IGNORECASE,
)
