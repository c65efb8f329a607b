"""Words of time that nobody can date a year later."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import any_of

UNDATED = any_of(
    r"recent(?:ly)?|current(?:ly)?(?! (?:plan|dose|medicines?|team|doctors?|school|"
    r"treatment plan|address|page|list|weight|version|symptoms|situation|state|form|age|stage|"
    r"problems|needs))|emerg(?:e[sd]?|ing)|(?<!at the )latest(?! (?:date|day|time|moment))|"
    r"newest|novel|newly|nowadays|now(?: being)? (?:being|available|approved|known|possible|used|"
    r"treat\w+|offer\w*|test\w+|under)|present-day|presently|(?:is|are|has|have) now|right now|"
    r"up-and-coming|in progress|as yet|not long ago|in the pipeline|about to (?:start|begin|be|"
    r"enter)|any day|moving (?:fast|quickly|rapidly|forward)|around the corner|within reach|"
    r"already (?:approved|available|recruiting)|(?<!for )(?<!in )(?<!of )(?<!find )these days|"
    r"to date|so far|up to now|until now|as of now|at (?:the moment|present|this time)|of late|"
    r"lately|modern|today's|up-to-date|just (?:approved|published|released|announced)",
    r"(?:in|over|for|during|within) (?:the )?(?:recent|last|past|coming|next) (?:\w+ )?(?:days|"
    r"weeks|months|years?|decades?)|(?:this|last|next) (?:year|decade|spring|summer|autumn|"
    r"winter|fall)|(?:last|next) month|(?:a few|some|several|two|three|\d+) (?:years|months|"
    r"weeks) ago|(?:soon|shortly) (?:be|become|available)|"
    r"(?:reach|comes?|arrives?|starts?|begins?|follows?|expected|markets?|possible|approved|"
    r"available|hoped?|launched?) (?:\w+ ){0,4}?(?:soon|shortly)(?! after| before)|"
    r"today(?=,| (?:is|are|most|many|it|there|doctors|children|we|patients|some|the))|"
    r"(?:of|until|by|as of) today|"
    r"growing (?:interest|evidence|numbers?|body)|every (?:day|week|month|year)(?=[.,;]|$)|"
    r"increasingly|more and more|(?<!without )new (?:options|possibilities|methods|forms of|"
    r"guidelines|hope)|(?:is|are|will) (?:\w+ )?(?:soon|"
    r"shortly)|upcoming|forthcoming|imminent",
    r"ongoing|under (?:active |way )?(?:investigation|study|development|review|way)|underway|"
    r"(?:is|are|still|now) (?:\w+ )?being (?:explored|studied|tested|investigated|developed|"
    r"evaluated|examined|trialled|trialed|assessed|researched|reviewed|considered)|"
    r"(?:researchers|scientists|doctors|experts|teams|companies|trials|"
    r"studies) (?:\w+ )?are (?:\w+ )?(?:\w+ing)|still (?:experimental|in (?:\w+ )?(?:trials?|"
    r"stages?|phases?)|unproven)|(?:remain|remains) (?:experimental|under)|"
    r"experimental (?:\w+ )?stages?|(?:early|preclinical) (?:\w+ )?(?:research|clinical|"
    r"development\w*|experimental|preclinical|testing) (?:stages?|phases?)|(?:look|looks|"
    r"looking) promising|(?<!without )(?:new|newer|future|upcoming) (?:\w+ )?(?:treatments?|"
    r"therap(?:y|ies)|drugs?|medicines?|studies|research|data|findings|evidence|approach(?:es)?|"
    r"technolog(?:y|ies)|advances?)",
)
DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\bas of\b|\b(?:NCT\d{8}|ISRCTN\d{8})\b|\bon the (?:date|day)\b",
    re.IGNORECASE,
)
