"""What is said of all these diseases, and holds for some."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import PEOPLE

_GROUP = (
    r"(?:leu[ck]o(?:dys|ence)(?:troph|phalopath)(?:y|ies)|white[- ]matter (?:diseases?|"
    r"disorders?|conditions?))"
)
#: The group as the subject, not one disease whose name ends alike (“metachromatic …”).
GROUP = re.compile(
    r"(?:(?:^|[,;:(–—] ?|\b(?:because|that|since|as|and|but|while|although|so|like|in|of|with|"
    r"all|every|each|any|the|an?|known|when|if|where|have|has|by|from|for|to) ))(?:(?:all|every|"
    r"each|any|the|these|of) (?:the |these |known |inherited |genetic |rare |types of |forms of |"
    r"kinds of |hereditary )*)?(?:(?:rare|inherited|hereditary|genetic|severe|progressive) )*"
    rf"(?P<group>{_GROUP})\b",
    re.IGNORECASE,
)
#: “Boys get leukodystrophies more than girls.”
WHO_GETS = re.compile(
    r"\b(?P<who>(?:only |mainly |mostly )?(?:boys|girls|men|women|males|females|sons|daughters|"
    r"children|adults|babies|infants)) (?:\w+ ){0,2}?(?:gets?|develops?|have|inherits?|suffers? "
    rf"(?:from|with)|affected by|born with) (?:a |the )?{_GROUP}\b",
    re.IGNORECASE,
)
#: “Children with leukodystrophy die …”
GROUP_PEOPLE = re.compile(
    rf"(?P<group>\b{PEOPLE} (?:who have|who has|with|living with|affected by|"
    rf"diagnosed with) (?:a |an )?{_GROUP})\b",
    re.IGNORECASE,
)
GROUP_VERB = re.compile(
    r"(?: \([^()]{1,80}\))?(?:,[^,;:.]{1,80},)?(?: [\w'-]{1,30}){0,2}? (?:are|is|have|"
    r"has|had|affects?|begins?|starts?|appears?|manifests?|presents?|occurs?|leads?|causes?|"
    r"caused|results?|follows?|progress(?:es)?|comes?|gets?|kills?|cannot|can't|don't|doesn't|"
    r"do not|does not|strikes?|runs?|shows?|requires?|shortens?|responds?|stems?|damages?|"
    r"destroys?|involves?|develops?|arises?|worsens?|share|shares?|means?|will|must|needs?|"
    r"lives?|walk|speak|survive|reach|hits?|takes?|ends?|dies?|die|lose|loses?|never|always|"
    r"become|becomes?|inherit|inherited|characteri[sz]ed)\b|,? (?:the |an? |"
    r"one )?(?:\w+ )?(?:enzyme|gene|protein|body|brain|myelin|child|disease|nerves)\b|"
    r",? (?:patients|children|boys|girls|seizures|symptoms)\b",
    re.IGNORECASE,
)
#: What differs from one to the next: inheritance, onset, cause, course, treatment.
DIFFERS = re.compile(
    r"\b(?:(?:autosomal|recessive|dominant|x-linked|sex-linked|mitochondrial|de novo)\w*|"
    r"inherited (?:in|as|from|only|through|when|by|via)|passed (?:on|down)|both parents|"
    r"carriers?|from (?:the |their )?(?:mothers?|fathers?)|boys?|girls?|males?|females?|sons|"
    r"daughters|(?:only |mainly |mostly )?(?:in )?(?:early |late )?(?:childhood|infancy|"
    r"adolescence|adulthood|preschool|pre-school|school age|birth|teen\w*)|at birth|"
    r"before (?:the )?age|by (?:the )?age|child(?:ren)?|babies|infants?|toddlers?|newborns?|"
    r"adults?|elderly|first years?|enzyme\w*|lysosom\w*|peroxisom\w*|toxic|build-?up|"
    r"accumulat\w*|progressive(?:ly)?|progress(?:es)?|degenerat\w*|fatal|lethal|deadly|dea(?:th|"
    r"dly)|die|dies|dying|kills?|lethal|worsen\w*|deteriorat\w*|life expectancy|years to live|"
    r"lives? (?:only|for|until|to|beyond|less|no|past|longer)|few years|walk|speak|"
    r"shorten\w*|survive\w*|dementia|seizures?|blind\w*|"
    r"paraly\w*|severe|disabled|wheelchairs?|vegetative|untreatable|incurable|treatments?|"
    r"treated|therap(?:y|ies)|cure[ds]?|curable|transplant\w*|respond\w*|drugs?|medicines?|"
    r"enzyme replacement|symptoms?)\b",
    re.IGNORECASE,
)
HEDGED = re.compile(
    r"\b(?:some|many|most|mostly|often|usually|usual|several|can|may|might|could|few|certain|"
    r"var(?:y|ies|ied|iety|iable)|differ\w*|rang(?:e|es|ing)|depend\w*|sometimes|typically|"
    r"commonly|generally|frequently|rarely|not (?:all|every|always|only|one|the)|more than|"
    r"at least|one (?:of|form|in)|either|whether|other|others|each with|in part|partly|about|"
    r"around|part of|tend|tends|likely|many of|unlike|different|own|if)\b",
    re.IGNORECASE,
)
