"""Words of time that nobody can date a year later."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import any_of, words

_FASHION = words(
    "cutting-edge, state-of-the-art, leading-edge, contemporary, modern-day, present-day, "
    "up-to-the-minute, next-generation, latest-generation, new-generation, newer, brand-new, "
    "ground-breaking new, most advanced, newfound, freshly, hot off the press, ever more, "
    "ever-growing, rapidly growing, fast-growing, fast-moving, rapidly evolving, "
    "rapidly advancing, rapidly expanding, gaining popularity, gaining attention, gaining ground, "
    "gaining momentum, on the rise, on its way, on their way, on the way, on the horizon, "
    "in the works, in the making, in the near future, foreseeable future, before long, "
    "in no time, in due course, in this day and age, in our time, in our times, these past years, "
    "as we speak, at this point in time, at the time of writing, thus far, hitherto, as yet, "
    "by now, to this day, to the present day, any day now, sooner or later, nearing approval, "
    "nearing completion, soon-to-be"
)
#: Has or will be done, but nobody says when.
_DONE = words(
    "approved, available, licensed, licenced, authorised, authorized, recruiting, enrolling, "
    "published, reported, offered, reimbursed, marketed, launched, announced, introduced, "
    "completed, released, validated, discovered, revealed, identified, developed, granted, "
    "closed, presented, recommended, in use, on the market, routine, standard, proven, begun, "
    "screened"
)
#: “A new study”: new on which day? “A new symptom” is another matter.
_NEW_THING = words(
    "study, studies, trials, drug, drugs, medicine, medicines, treatment, treatments, therapy, "
    "therapies, technique*, method*, guideline*, option*, law*, test, tests, paper, report, "
    "reports, analysis, research, data, evidence, findings, finding, discovery, discoveries, "
    "approach*, technolog*, compound*, molecule*, scanner*, machine*, device*, vaccine*, pill*, "
    "generation, class, kind of drug, wave, era, form of treatment, substance*, results, "
    "insight*, hope, possibilities, idea*, programme, program, product*, centre, clinic, version, "
    "recommendation*, rule*, figures, estimates, review, survey, book, theory, understanding"
)
UNDATED = any_of(
    rf"(?<!without )(?<!about )(?<!for )(?<!any )(?<!before a )(?<!start a )(?<!starts a "
    rf")(?<!started a )(?<!with a )(?<!on a )(?<!try a )(?<!given a )(?<!every )(?<!each )(?:new|"
    rf"newer|newest) (?!onset|born|symptoms?|signs?)(?:\w+ )?{_NEW_THING}",
    r"up to the present|(?:a|one|another) new trial (?:has|is|was|shows|opened|began|started)|"
    r"(?:relatively|quite|very|fairly|still|rather) new\b|new field|in (?:its|their) infancy|"
    r"(?:research|testing|trials?|work|development|studies|studying|therapy|method) (?:is|are|"
    r"remains?) (?:\w+ )?(?:at|in) an? (?:very )?early (?:stage|phase)|(?:^|; )within (?:a few|"
    r"a couple of|some|two|three|five|ten) (?:years|months|weeks)|within (?:a few|"
    r"a couple of) (?:years|months)(?! (?:of|after))|as (?:things|matters) (?:now )?stand|(?:due|"
    r"expected|planned|scheduled|foreseen|announced) (?:\w+ )?(?:in|for|by) (?:the )?(?:spring|"
    r"summer|autumn|fall|winter|new year|end of the year|coming|near|next|this|first half|"
    r"second half|months)|(?:this|last|next) (?:spring|summer|autumn|winter|fall)|(?:do|does|"
    r"did) not yet|not yet (?:a|an|the|in)|(?:is|are|still) (?:\w+ )?pending|(?:rapidly|quickly|"
    r"steadily|fast|slowly) (?:moving|spreading|changing|becoming|growing|approaching|expanding)|"
    r"^soon|(?:^|[;:] )now,? (?!and)(?=\w+(?:s|ies|ed)? )(?:\w+ ){1,3}?(?:is|are|have|has|can)|"
    r"(?:researchers|scientists|doctors|countries|states|trials|companies|hospitals|insurers|"
    r"drugs?|editing|research|science|field|work) (?:is|are) (?:\w+ )?(?:beginning|starting|"
    r"coming|approaching|nearing|moving|set) to(?:wards?)?|as of (?:late|today|now)|"
    r"since (?:recently|lately|last \w+)|in (?:the )?(?:weeks|months|years|decades) (?:ahead|"
    r"to come)|(?:has|have) become (?:\w+ )?(?:popular|routine|standard|common|available|"
    r"possible)|(?:for|after) (?:some|many|several|a few) (?:years|months|weeks) now|(?:earlier|"
    r"later) this (?:year|month|week)|(?:the )?other (?:day|week)|no longer (?:experimental|new)|"
    r"first (?:ever )?(?:drug|medicine|treatment|therapy) (?:ever|to be|of its|for this)|"
    r"(?:previously|once|formerly|hitherto) (?:unknown|untreatable|impossible)",
    _FASHION,
    rf"(?:is|are|has|have|was|were) not (?:been )?(?:\w+ )?yet (?:been )?(?:\w+ )?{_DONE}|"
    rf"yet to (?:be|begin|start|reach|prove|come)|(?:has|have|had|was|were|is|"
    rf"are) (?:only )?just (?:been )?{_DONE}|just in|already (?:been )?{_DONE}|still (?:awaiting |"
    rf"waiting |missing |awaited|pending)\w*",
    # “Call now” and “now and then” are no dates
    r"(?:(?:is|are|has|have|can|will|we|it|there|this|these|that|they|patients|doctors|families|"
    r"children|states|countries|hospitals|researchers|scientists|centres|centers|babies|but|and|"
    r"until|only|changing|recruiting|open|available|use|which|who),? now|now(?: (?:there|the|a|an|"
    r"we|it|researchers|scientists|doctors|more|most|many|new|has|have|is|are|can|offers?|"
    r"routinely|widely|recommends?|includes?|\w+(?:ed|ing)|leukodystrophies|patients|"
    r"children)))(?! and then| and again)(?<!she now)",
    r"(?<!as )(?<!how )(?<!too )(?<!so )(?:soon|shortly)(?! as| after| before| enough| afterwards|"
    r"er)(?= (?:be|have|begin|start|come|follow|reach|see|allow|offer|enter|join|know|replace|"
    r"make|expand|open|test|treat|change))|(?:is|are) (?:about to|set to|poised to|"
    r"expected to) (?!have|last|take)\w+",
    r"(?:next|past|coming|previous|current|present|recent|last(?= (?:few|several|two|three|five|"
    r"ten|twenty|year|decade|month\b|week\b|century))) (?:few |several |couple of |two |three |"
    r"five |ten |twenty )?(?:years?|months?|weeks?|decades?|century|quarter|"
    r"generation)(?= (?:\w+ ){0,2}?(?:has|have|saw|seen|brought|will|are|is|was|were|researchers|"
    r"scientists|doctors|alone|a|the|an|two|three|new|there)\b|[.,;]|$)",
    r"(?:years|months|weeks|decades) ago(?=[.,;]|$)|the other day|yesterday|tomorrow's|(?:of|"
    r"for) tomorrow(?=[.,;]|$)|(?:a|some|many|several) (?:years|decades|months|weeks) (?:back|"
    r"ago)|a (?:year|month|week|decade) ago|(?:in|over) decades|(?:fields?|numbers?|interest|"
    r"evidence|research|medicine|care|lists?|knowledge|technology|this|that|science|market|demand|"
    r"methods?|treatments?|understanding|options) (?:is|are) (?:\w+ )?(?:changing|evolving|"
    r"improving|expanding|growing|advancing|catching up)(?: (?:now|fast|rapidly|quickly|"
    r"all the time))?(?=[.,;]|$)|is (?:growing|rising)",
    r"(?:being|under) (?:\w+ )?(?:developed|development|trialled|negotiation|discussion|"
    r"evaluation)|(?:trials?|studies|research|work|negotiations|tests?|recruitment|"
    r"development) (?:\w+ ){0,2}?(?:continues?|(?:is|are) (?:\w+ )?(?:under way|planned|"
    r"recruiting|enrolling|running|on the way|beginning|starting))",
    r"recent(?:ly)?|current(?:ly)?(?! (?:plan|dose|medicines?|team|doctors?|school|treatment plan|"
    r"address|page|list|weight|version|symptoms|situation|state|form|age|stage|problems|needs))|"
    r"emerg(?:e[sd]?|ing)|(?<!at the )latest(?! (?:date|day|time|moment))|newest|novel|newly|"
    r"nowadays|now(?: being)? (?:being|available|approved|known|possible|used|treat\w+|offer\w*|"
    r"test\w+|under)|present-day|presently|(?:is|are|has|have) now|right now|up-and-coming|"
    r"in progress|as yet|not long ago|in the pipeline|about to (?:start|begin|be|enter)|any day|"
    r"moving (?:fast|quickly|rapidly|forward)|around the corner|within reach|already (?:approved|"
    r"available|recruiting)|(?<!for )(?<!in )(?<!of )(?<!find )these days|to date|so far|"
    r"up to now|until now|as of now|at (?:the moment|present|this time)|of late|lately|modern|"
    r"today's|up-to-date|just (?:approved|published|released|announced)",
    r"(?:in|over|during|within) (?:the )?(?:recent|last|past|coming|next) (?:\w+ )?(?:weeks|"
    r"months|years?|decades?)(?! of (?:life|pregnancy|the|treatment))|for the (?:last|"
    r"past) \w+ (?:months|years|decades)|(?:this|last|next) (?:year|decade|spring|summer|autumn|"
    r"winter|fall)|(?:last|next) month|(?:a few|some|several|two|three|\d+) (?:years|months|"
    r"weeks) ago|(?:soon|shortly) (?:be|become|available)|(?:reach|comes?|arrives?|starts?|"
    r"begins?|follows?|expected|markets?|possible|approved|available|hoped?|"
    r"launched?) (?:\w+ ){0,4}?(?:soon|shortly)(?! after| before)|today(?=,| (?:is|are|most|many|"
    r"it|there|doctors|children|we|patients|some|the))|(?:of|until|by|as of) today|"
    r"growing (?:interest|evidence|numbers?|body)|(?:new|more|appear\w*|grow\w*|found|discovered|"
    r"published) (?:\w+ ){0,5}?every (?:day|week|month|year)(?=[.,;]|$)|increasingly|"
    r"more and more|(?<!without )new (?:options|possibilities|methods|forms of|guidelines|hope)|"
    r"(?:is|are|will) (?:\w+ )?(?:soon|shortly)|upcoming|forthcoming|imminent",
    r"ongoing|under (?:active |way )?(?:investigation|study|development|review|way)|underway|"
    r"(?:is|are|still|now) (?:\w+ )?being (?:explored|studied|tested|investigated|developed|"
    r"evaluated|examined|trialled|trialed|assessed|researched|reviewed|considered)|(?:researchers|"
    r"scientists|doctors|experts|teams|companies|trials|studies) (?:\w+ )?are (?:\w+ )?(?:\w+ing)|"
    r"still (?:experimental|in (?:\w+ )?(?:trials?|stages?|phases?)|unproven)|(?:remain|"
    r"remains) (?:experimental|under)|experimental (?:\w+ )?stages?|(?:early|"
    r"preclinical) (?:\w+ )?(?:research|clinical|development\w*|experimental|preclinical|"
    r"testing) (?:stages?|phases?)|(?:look|looks|looking) promising|(?:future|"
    r"upcoming) (?:\w+ )?(?:treatments?|therap(?:y|ies)|drugs?|medicines?|studies|research|data|"
    r"findings|evidence|approach(?:es)?|technolog(?:y|ies)|advances?)",
)
DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\bas of\b|\b(?:NCT\d{8}|ISRCTN\d{8})\b|\bon the (?:date|day)\b",
    re.IGNORECASE,
)
