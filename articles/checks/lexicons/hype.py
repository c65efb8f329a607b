"""Hope without a number, and what the NHS calls false comfort."""

from __future__ import annotations

from articles.checks.lexicons.families import any_of, gap, verbs, words

_AWE = words(
    "marvel*, wonderful*, jaw-dropping, mind-blowing, breathtaking*, unbelievabl*, unimaginabl*, "
    "magical*, wondrous*, sensation, sensational*, superb*, exceptional*, unmatched, "
    "second to none, unheard of, never before seen, unlike anything, nothing short of, "
    "nothing less than, like never before, out of this world, world-first, world first, "
    "first-ever, first ever, world's first, first of its kind, one of a kind, historic, "
    "epoch-making, blockbuster*, superstar*, ingenious*, brilliant*, visionary, limitless, "
    "boundless, endless possibilities, far-reaching, seismic, awe-inspiring, heart-warming, "
    "heartwarming, ecstatic, euphori*, jubilant, enthusias*, eagerly, buzz, hailed, heralded, "
    "touted, billed as, lauded, acclaimed, much-anticipated, long-awaited, eagerly awaited, "
    "miracle-like, near-miraculous, supercharg*, game over for, ultimate, amazed, dazzling, "
    "formidable"
)
_TURN = words(
    "turning point*, watershed, tipping point*, paradigm shift*, sea change, golden age, "
    "renaissance, bright new, quantum jump*, leap* forward, moonshot*, step change, new age of, "
    "dawn of, rewriting, thing of the past, consigned to history, confined to history, "
    "make history, makes history, made history, making history, beginning of the end, "
    "light at the end of the tunnel, light in the dark*, tide is turning, tide has turned, "
    "changed everything, changes everything, changing everything, changed forever"
)
#: Nearly there, without a day.
_NEAR = (
    r"(?:(?:on|at) the (?:verge|brink|cusp|threshold|doorstep|edge) of|closing in on|"
    r"within (?:our |easy |their |arm's )?(?:reach|grasp|sight)|(?:a |one )?(?:big |"
    r"giant )?steps? closer|closer than ever|close to (?:a |the )?(?:cure|solution|answer)|"
    r"nearer (?:than ever|to a)|cure (?:is )?in sight|race (?:to|for|towards) (?:a |the |find)|"
    r"the end of (?:the )?disease|just around the corner|possible at last|at long last|"
    r"the day is near|(?:could|may|might|will) soon be (?:beaten|cured|history))"
)
_LIFE_BACK = (
    r"(?:(?:give|gives|gave|giving|given|get|gets|got|getting|hand|hands|win|wins|won) "
    rf"{gap(4)}(?:(?:his|her|their|your|my) (?:li(?:fe|ves)|future|childhood|son|daughter|child|"
    rf"smile) back|"
    r"back (?:his|her|their|your|my) (?:life|lives|future|childhood)|(?:a )?(?:new|second|normal|"
    r"better) (?:life|lease|start|chance))|a new life|better (?:life|future|tomorrow) for|"
    r"(?:holds?|is|are|be|has|have|found) the (?:\w+ )?(?:key|answer|solution|secret) (?:to|for|"
    r"of))"
)
_JOY = words(
    "unleash*, nobel-worthy, nobel prize-worthy, worthy of a nobel, praying for, waiting for all, "
    "all been waiting, long been waiting, shining example*, shining light*, sensation, "
    "sensations, superdrug*, super drug*, super pill*, is the future, are the future, "
    "a future again, gives children a future, truly unique, life-saver*, lifesaver*, surpass*, "
    "surpasses everything, eclipses, healing power*, power of the body, mankind, humanity, "
    "legendary, unforgettable, speechless, described as magic, shockwave*, triumph*, wonders, "
    "wow*, astound*, amaze*, dazzl*, stun, stuns, stunning*, could not believe, couldn't believe, "
    "can't believe, hardly believe, beyond belief, too good to be true, unthinkable, "
    "unbelievable, by storm, blew everyone, blown away, blows away, sky is the limit, lifeline*, "
    "godsend, saviour*, savior*, hero drug, salvation, redemption, rescue for, wonder of, eureka, "
    "trailblaz*, forefront, vanguard, avant-garde, spearhead*, star of, superpower*, "
    "medicine of the future, medicine of tomorrow, treatment of the future, the future is, "
    "future is here, future has begun, full of promise, promises to, promise to change, "
    "promise of a, long-held dream, dream of, dreamed of, dreams of, come true, endless, ray of, "
    "rays of, glimmer*, silver lining, beacon*, sunrise, tomorrow's medicine, brightest, "
    "so bright, bright future*, rosy, spell the end, spells the end, end in sight, is in sight, "
    "in sight for, within sight, new world, better world, world without, fairy tale, fairytale, "
    "happy end*, happily ever after, rebirth, reborn, resurrect*, second birth, new birth, "
    "born again, alchemy, almost magic*, like magic, seemed impossible, once impossible, "
    "thought impossible, defies belief, against all odds, record time, record-breaking, "
    "first-in-human, first-in-class, best-in-class, world's best, world leader*, world-leading, "
    "world-beating, pinnacle, crown jewel*, jewel, gold standard of the future, "
    "ahead of its time, ahead of the curve, high hopes, pins hopes, pinning their hopes, "
    "pin their hopes, hope at last, finally hope"
)
_BIG = words(
    "biggest, greatest, most important, largest, most exciting, most significant, best ever, "
    "major, super, historic, world-changing, huge, enormous, immense, massive, great, tremendous, "
    "vast, incredible, endless, unlimited, big, profound, unprecedented, unique, extraordinary, "
    "remarkable, amazing, fantastic, spectacular, fabulous, terrific, gigantic, giant, colossal, "
    "monumental, exciting, thrilling, untold, unheard-of, undreamt-of, undreamed-of, "
    "considerable, true, real, powerful, decisive, bold, radical"
)
_LEAP = words(
    "impact, potential, possibilities, possibility, success*, progress, advance*, opportunit*, "
    "leap*, step forward, steps forward, discover*, chance*, prospects, hope*, achievement*, "
    "innovation*, triumph*, stride*, promise, excitement, momentum, transformation*, revolution*, "
    "change for, turn, move forward, milestone*, expectations, enthusiasm, optimism"
)
HYPE = any_of(
    _JOY,
    rf"{_BIG} (?:\w+ )?{_LEAP}",
    r"(?:has|have|had|with|hold|holds) the power (?:to|of)|(?:closer|nearer) to (?:a |"
    r"the )(?:world|cure|day|goal|solution)|(?:unthinkable|impossible|"
    r"dream) (?:\w+ ){0,4}?(?:reality|possible|true)|(?:becomes?|becoming|became|made|"
    r"now a) (?:a )?reality|(?:is|are) here(?=[.!]|$)|(?:cures?|answers?|solutions?|end|"
    r"help) (?:is|are|may be|could be) (?:\w+ )?(?:near|close|in sight|on the way|coming|at hand)|"
    r"(?:huge|whole|entirely) new (?:world|chapter|way|ball game|possibilities)",
    _AWE,
    _TURN,
    _NEAR,
    _LIFE_BACK,
    verbs(
        "transform, rewrite, reshape, redefine, reinvent, reimagine, revolutionise, revolutionize"
    )
    + rf" {gap(2)}(?:lives|life|care|medicine|treatments?|outcomes?|patients?|futures?|story|"
    r"stories|history|rules?|field|landscape|science|neurology|world|outlook|how|way|course|"
    r"prospects?|book|textbooks?|possible)|rewrote",
    r"(?:never|nothing) (?:\w+ ){0,3}?(?:been )?seen before|powerful (?:\w+ )?(?:new|therap(?:y|"
    r"ies)|treatments?|cells?|tools?|drugs?|weapons?|effects?|antioxidants?|remed(?:y|ies)|"
    r"medicines?|healing|stem)|(?:self-|body's (?:own )?|natural )(?:healing|"
    r"regenerat\w+)(?: powers?| forces?| abilit\w+)?|power to (?:\w+ )?heal|heals? (?:itself|"
    r"themselves)|harness\w* (?:the )?power|hopes? (?:\w+ )?(?:are|is|were) (?:\w+ )?(?:high|"
    r"soar\w*|ris\w+|rais\w+|grow\w*|alive|running|renewed)|(?:reason|reasons|cause) (?:to|"
    r"for) (?:hope|cheer|celebrat\w+|optimism)|(?:new |powerful |secret |strongest |"
    r"potent )?weapons? (?:against|in)|(?<!loss )(?<!lack )(?<!source )of hope(?! and grief| or)|"
    r"promis(?:e|es|ing) (?:a |an )(?:new|better|bright\w*|great\w*|healthy|future|revolution\w*|"
    r"world|life)|(?:a |true |real |small |little |medical |natural |modern )wonders?(?! (?:if|"
    r"whether|why|how|what))|headlines|(?:hero|heroes) of|(?:conquer|defeat|beat|vanquish|"
    r"outsmart|crack|solve)(?:s|ed|ing)? (?:the |this )?(?:\w+ )?(?:disease|illness|"
    r"leukodystroph\w+|MS|ALD|MLD|code|mystery|puzzle|riddle)|celebrat(?:e|es|ed|"
    r"ing) (?:\w+ ){0,3}?(?:recovery|success\w*|results?|breakthrough|drug|therapy|news|approval|"
    r"cure|historic|triumph)|dreams? (?:of|is|for|comes?|has)|(?:captur|fir|stirr|spark|"
    r"ignit)(?:e|es|ed|ing) (?:\w+ ){0,3}?(?:imagination|hopes?|excitement|interest|optimism)|"
    r"raised? (?:\w+ )?expectations|skyrocket\w*|(?:great|good|wonderful|fantastic|exciting|"
    r"happy) news|(?:wins?|winning|triumphs?|victor(?:y|ies)) (?:\w+ )?(?:against|over|for)|"
    r"hope (?:to|for) (?:millions|thousands|everyone|desperate|all)|beyond (?:all |our |"
    r"wildest )*(?:expectations|dreams)|(?:lifesaving|life-saving|lifechanging) (?:new |gene |"
    r"stem |trans)?\w*|(?:exceeded|surpass\w+|defied|defies|defying|"
    r"against) (?:all )?(?:\w+ )?(?:expectations|odds)|the next big|(?:huge|big|major|important|"
    r"massive|tremendous|enormous|real) (?:advance|win|boost|deal|victory|progress)|(?:ushers?|"
    r"ushered|ushering|heralds?|heralding) (?:in|a)|on the (?:move|march)|no longer (?:a dream|"
    r"science fiction)|science fiction",
    r"promis(?:ing(?:ly)?)|(?:shows?|showed|shown|showing|holds?|held|holding|hav(?:e|ing)|has|"
    r"great|much|real|early|immense|enormous) (?:\w+ ){0,2}?promise",
    r"break-?throughs?|revolution(?:ary|i[sz]\w+)?|game[- ]chang\w+|ground-?breaking|"
    r"trail-?blazing|path-?breaking|pioneering|miracles?|miraculous(?:ly)?|wonder (?:drugs?|"
    r"cures?)|magic (?:bullets?|pills?)|silver bullets?|holy grail|quantum leap|giant (?:leap|"
    r"step)s?|(?:medical|scientific|major|historic|important|real|new|a|"
    r"as) (?:\w+ )?milestone(?! (?:such|like|of development))|landmark",
    r"(?:beacons?|rays?|glimmers?|glimpses?|message|source|light|sparks?|surge) of hope|(?:new|"
    r"renewed|fresh|real|great|true|high|much|enormous|hopeful|fosters?|raises?|raising|gives?|"
    r"giv(?:ing|en)|brings?|bringing|offer(?:s|ed|ing)?|provid(?:e|es|ing)) (?:\w+ ){0,2}?hopes?|"
    r"hope (?:for (?:a )?(?:improved|better|effective|new|patients|families|recovery|the future|"
    r"future)|persists|is on the)",
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
    r"pav(?:e|es|ed|ing) the (?:way|road)|open(?:s|ed|ing)? (?:up )?(?:\w+ "
    r"){0,2}?(?:possibilit(?:y|ies)|doors?|avenues?|horizons?)|unlock(?:s|ed|ing)?|(?:rapidly|"
    r"quickly|fast) (?:advanc|evolv|develop|progress)ing|(?:scientific|medical|exciting|recent|"
    r"remarkable|tremendous) advance(?:s|ments?)",
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
