"""Effects without a number."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import PEOPLE, any_of

VAGUE = any_of(
    r"(?:significant|substantial|considerable|marked|notable|clear|major|meaningful|large|great|"
    r"dramatic|strong|remarkable|huge|positive|beneficial|favou?rable|good|promising|improved|"
    r"better|encouraging|impressive|reduced|lower|higher|increased|"
    r"decreased)(?:ly)? (?:\w+ )?(?:improve(?:s|d|ments?)|benefits?|reduc(?:tions?|ed?|es)|"
    r"decreases?|increases?|effects?|gains?|differences?|slowing|survival|responses?|outcomes?|"
    r"results?|efficacy|effectiveness|inflammation|relapses?|relapse rates?|progression|"
    r"mortality|recovery|mobility|fatigue|quality of life|success)",
    r"(?:significantly|substantially|considerably|markedly|dramatically|greatly|strongly|notably|"
    r"meaningfully|vastly|much) (?:\w+ )?(?:improv\w+|reduc\w+|slow(?:s|ed|ing)|enhanc\w+|"
    r"increas\w+|better|lower\w*|extend\w*|prolong\w*|decreas\w+|rais\w+|cut\w*|boost\w*)",
    r"(?:improv(?:e|es|ed|ing)|prolong(?:s|ed|ing)?|extend(?:s|ed|ing)?|enhanc(?:e|es|ed|ing)|"
    r"increas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|halt(?:s|ed|ing)?|slow(?:s|"
    r"ed|ing)?(?: down)?) (?:\w+ ){0,2}?(?:survival|outcomes?|quality of life|mobility|"
    r"life expectancy|relapses?|relapse rates?|inflammation|mortality|progression|symptoms|"
    r"disability)",
    r"(?:survival|walking|mobility|symptoms?|fatigue|functions?|relapses?|quality of life|speech|"
    r"outcomes?|lifespan|disability|cognition|vision|strength|balance|"
    r"learning)(?: \w+)? (?:improved|increased|decreased|fell|rose|declined|stabili[sz]ed|"
    r"got better|(?:was|were) (?:\w+ )?(?:better|longer|improved|reduced))|(?:many|most|several|"
    rf"numerous|the majority of|a majority of) (?:of the )?(?:\w+ )?{PEOPLE} (?:\w+ )?(?:got "
    r"better|improved?|benefit(?:ed|ted)?|respond(?:ed)?|recover(?:ed)?|survived?|walked|"
    r"felt better)|reduc(?:e|es|ed|ing) (?:the )?(?:\w+ )?risks?|(?:results?|outcomes?|"
    r"responses?) (?:was|were|is|are|looks?|looked) (?:\w+ )?(?:good|excellent|positive|"
    r"encouraging|promising|better|impressive)|(?:success|response|survival|cure|relapse|"
    r"mortality) rates? (?:is|are|was|were) (?:\w+ )?(?:high|low|good|better|excellent|higher|"
    r"lower)",
    r"(?:high|good|excellent|great|impressive|strong) (?:success|response|survival|cure|"
    r"recovery) rates?|high(?:ly)? (?:effective|efficacious)|very (?:effective|successful)",
)
NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|"
    r"twice|double|doubled|triple|dozen|hundred|none|all|nobody|no (?:reliable |exact |"
    r"sure )?(?:numbers?|figures?|data|difference|improvement|benefit|effect|gain|reduction))\b",
    re.IGNORECASE,
)
#: Aims, questions and denials state no result that could have a number.
NO_RESULT = re.compile(
    r"\b(?:aim(?:s|ed|ing)?|goals?|hop(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)|whether|if|ask|not|no|"
    r"never|cannot|can't|\w+n't|unknown|unclear|nobody|without|measure[ds]?|compare[ds]?|"
    r"outcome measures?|to see|look(?:s|ed)? (?:at|for)|tell|say|mean(?:s)?|look up)\b",
    re.IGNORECASE,
)
