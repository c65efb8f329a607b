"""What makes less of a person than of the disease."""

from __future__ import annotations

from articles.checks.lexicons.families import any_of

STIGMA = any_of(
    r"suffer(?:s|ed|ing|ers?)?(?: \w+)?(?: from| with| of)|sufferers?|(?:is|are|who|child|"
    r"children|patients|they|people|boys|girls) suffer(?:s|ed|ing)?(?! (?:a|an|side|harm|no|"
    r"loss))",
    r"victims?(?! of (?:violence|crime|abuse))|afflict(?:ed|s|ing|ions?)|stricken|struck down|"
    r"plagued|tormented by",
    r"wheel-?chair[- ]?(?:bound|ridden|users? who are trapped)|(?:confined|bound|chained|"
    r"condemned|restricted|reduced|tied|limited) to (?:a |an |the |their |his |"
    r"her )?(?:wheel-?)?(?:chairs?|beds?)|bed-?ridden|house-?bound|home-?bound",
    r"(?:a |an |the |great |heavy |huge |such a |becom\w+ (?:a )?|caregiver |carer |family |"
    r"emotional |financial |care )burdens?(?! of (?:proof|disease))|burdensome",
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
    r"an |the |his |her |their |its )?(?:\w+ )?(?:battle|fight|war)|battl(?:e|es|ed|"
    r"ing) (?:with |against )?(?:a |the |his |her |their |this )?(?:\w+ )?(?:disease|illness|"
    r"condition|disorder|leukodystrophy|ALD|MLD|MS)|fight(?:s|ing)? (?:against )?(?:a |the |his |"
    r"her |their |this )?(?:disease|illness|disorder)",
    r"(?:hopeless|tragic|pitiful|pitiable|heart-?breaking) (?:cases?|child|children|fate|lives|"
    r"life|victims?|patients?|conditions?|disease)|doomed|death sentence|worse than death|"
    r"not worth living|demented|senile",
)
