"""Hope without a number, and what the NHS calls false comfort."""

from __future__ import annotations

from articles.checks.lexicons.families import any_of

HYPE = any_of(
    r"promis(?:ing(?:ly)?)|(?:shows?|showed|shown|showing|holds?|held|holding|hav(?:e|ing)|has|"
    r"great|much|real|early|immense|enormous) (?:\w+ ){0,2}?promise",
    r"break-?throughs?|revolution(?:ary|i[sz]\w+)?|game[- ]chang\w+|ground-?breaking|"
    r"trail-?blazing|path-?breaking|pioneering|miracles?|miraculous(?:ly)?|wonder (?:drugs?|"
    r"cures?)|magic (?:bullets?|pills?)|silver bullets?|holy grail|quantum leap|giant (?:leap|"
    r"step)s?|milestones?|landmark",
    r"(?:beacons?|rays?|glimmers?|glimpses?|message|source|light|sparks?|surge) of hope|(?:new|"
    r"renewed|fresh|real|great|true|high|much|enormous|hopeful|fosters?|raises?|raising|gives?|"
    r"giv(?:ing|en)|brings?|bringing|offer(?:s|ed|ing)?|provid(?:e|es|"
    r"ing)) (?:\w+ ){0,2}?hopes?|hope (?:for (?:a )?(?:improved|better|effective|new|patients|"
    r"families|recovery|the future|future)|persists|is on the)",
    r"(?:so |too )?much hope|full of hope|hopes? (?:is|are) (?:on|rising|high|growing)|"
    r"optimis(?:m|tic(?:ally)?)|dreams? come true|second chance|new lease of life|stunned|amazed|"
    r"astonished|thrilled|overjoyed|excited|excitement|turn(?:s|ed|ing)? back the clock|elixirs?|"
    r"panaceas?|(?:change|transform|rewrite|revolutioni[sz]e)s? (?:everything|lives|medicine|"
    r"the (?:future|lives|face|way|landscape|field))",
    r"(?:huge|big|major|giant|great|important|decisive|significant) (?:steps?|leaps?|"
    r"strides?) (?:forward|ahead|towards?|in)|cutting[- ]edge|state-of-the-art|leading[- ]edge|"
    r"next[- ]generation|futuristic|(?:new|exciting|promising|next|final|vast) frontiers?|"
    r"new (?:era|dawn|chapter|horizons?)|on the (?:near )?horizon|(?:bright|brighter|"
    r"hopeful) (?:new )?futures?|looks? bright",
    r"pav(?:e|es|ed|ing) the (?:way|road)|open(?:s|ed|"
    r"ing)? (?:up )?(?:\w+ ){0,2}?(?:possibilit(?:y|ies)|doors?|avenues?|horizons?)|unlock(?:s|"
    r"ed|ing)?|(?:rapidly|quickly|fast) (?:advanc|evolv|develop|progress)ing|(?:scientific|"
    r"medical|exciting|recent|remarkable|tremendous) advance(?:s|ments?)",
    r"(?:hold|holds|held|has|have|having|with|great|huge|immense|vast|enormous|tremendous|"
    r"significant|full|the) (?:\w+ ){0,2}?potential (?:to|for)|potential cures?|"
    r"potential(?:ly)? (?:curative|life-?saving|transformative|revolutionary)",
    r"exciting(?:ly)?|amazing(?:ly)?|astonishing(?:ly)?|astounding(?:ly)?|incredibl[ey]|"
    r"remarkabl[ey]|spectacular(?:ly)?|extraordinar(?:y|ily)|dramatic(?:ally)?|stunning(?:ly)?|"
    r"sensational|phenomenal(?:ly)?|fantastic|unprecedented|outstanding|unparalleled|unrivalled|"
    r"impressive(?:ly)?|striking(?:ly)?|tremendous(?:ly)?|powerful new|transformative|"
    r"life-?changing|life-?transforming|encouraging (?:results|data|signs|findings)|innovative|"
    r"innovations? (?:offers?|brings?)",
    r"(?:can|could|may|might|will|to|helps?) (?:\w+ )?(?:restor(?:e|ing)|regenerat(?:e|ing)|"
    r"rebuild(?:ing)?|rejuvenat(?:e|ing)|reboot|revers(?:e|ing)) (?:\w+ ){0,3}?(?:function(?:s|"
    r"ing)?|myelin(?:ation)?|nerves?|brain|damage|disease|cells?|tissues?|the immune system|"
    r"progression|ageing|aging|health|abilit(?:y|ies))",
    r"(?:a |very )(?:good|excellent|great|high|real) (?:chances?|odds)|(?:excellent|great|superb|"
    r"superior) (?:results?|outcomes?)|dual action|(?:more|highly|most|truly) (?:advanced|"
    r"effective solutions?)|(?:beyond|more than) (?:mere )?symptom (?:management|relief)",
    r"unique (?:benefits?|opportunit(?:y|ies)|solutions?)|(?:unwavering|tireless) \w+|(?:boost|"
    r"supercharge|detox(?:ify)?|turbo-?charge)(?:s|es|ing)?",
)
