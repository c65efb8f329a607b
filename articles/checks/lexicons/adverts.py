"""Come to us, book and pay, trust us."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import CLINIC, GAP, PEOPLE, TREATMENT, any_of

ADVERT = any_of(
    # Come to us
    r"(?:send|give|tell|leave|show|join|help|forward|bring) us (?:your|his|her|the|now|today)|"
    r"(?:on|at|in|via|through|from) our (?:\w+ )?(?:web ?sites?|pages?|shop|forms?|app|portal)",
    r"leave your (?:\w+ )?(?:phone|number|e-?mail|details|contacts?|name)|call(?:s|ed)? you back|"
    r"(?:managers?|consultants?|coordinators?|operators?|we) will (?:call|contact|reply|"
    r"get back|be in touch|arrange|organi[sz]e|help you)",
    r"(?:contact|call|write to|e-?mail|phone) the (?:office|reception|front desk|number below|"
    r"clinic's|sales \w+)|find out (?:now |today )?(?:if|whether|how) (?:you|your \w+|he|she) "
    r"(?:are|is|can|may|qualif\w+)|(?:a )?(?:good |suitable )?candidates? for (?:our|this) \w+",
    r"download (?:our|the|a|your) (?:free )?\w+|free (?:\w+ )?(?:brochures?|guides?|e-?books?|"
    r"samples?|trials?|delivery|shipping|info\w*)|donate (?:now|today|here)",
    # Pay
    r"cheaper (?:than|in|here|abroad)|save (?:money|up to|\d+)|value for money|"
    r"for (?:pricing|costs),? |visa (?:support|assistance)|"
    r"(?:interpreters?|translators?|transfers?|accommodation|flights?|hotels?|meals?) "
    r"(?:\w+ ){0,5}?(?:is|are) (?:all )?(?:included|provided|arranged|covered)",
    # Trust us
    r"(?:parents|patients|families|mothers|fathers|users|clients|customers) (?:\w+ )?(?:say|said|"
    r"report|reported|tell|told|write|wrote|notice|noticed|see|saw|claim) (?:[\w']+ ){0,6}?"
    r"(?:improv\w+|better|helped|recover\w+|worked|miracles?|healed|progress)",
    # The same again, by other words
    r"(?:visit|contact|call|phone|ring|e-?mail|write to|reach out to|message|text|whatsapp|ask|"
    r"consult|see|choose|trust|meet|join|follow|find|try|talk to|speak (?:to|with)|"
    rf"get in touch with)(?: with)?(?: to)? (?:us|our {GAP}(?:{CLINIC}|web ?sites?|"
    r"(?:web ?)?pages?|shop|store|offices?|hotline|helpline|program(?:me)?s?|community|"
    r"newsletter|channel))",
    rf"(?:at|in|by|with|from) our {GAP}{CLINIC}",
    rf"our (?:{GAP})(?:clinics?|packages?|prices?|patient coordinators?|products?|specialists?|"
    r"experts|doctors|surgeons?|physicians?|treatment cent(?:er|re)s?)",
    r"we (?:now |also |proudly |currently )?(?:offer|provide|deliver|guarantee|specialise|"
    rf"specialize|accept (?:new )?patients|treat (?:\w+ )?{PEOPLE}|"
    r"have (?:successfully )?treated)",
    r"(?:visit|find|see|check) (?:us )?(?:online|out our)",
    r"learn more (?:at|on) (?:our|www)",
    r"our (?:team|staff|people|experts?) (?:is|are|will|can|would|stands?|helps?)|"
    r"reach out (?:today|now|to us)|what our (?:patients|clients|customers|families) say|"
    rf"our (?:\w+ )?(?:{TREATMENT}|methods?|services?|patients|clients|customers|institute|"
    r"hospital|company|laborator(?:y|ies)|success rates?)",
    r"(?:contact|call|ask|talk to|speak (?:to|with)|reach) (?:an? |one of |"
    r"the )?(?:\w+ )?(?:advis[eo]rs?|coordinators?|representatives?|sales \w+)",
    r"for (?:\w+ )?(?:bookings?|appointments?|reservations?|orders?|prices?|quotes?|enquiries|"
    r"inquiries|information|details),? (?:please )?(?:visit|call|contact|e-?mail|write to|click|"
    r"message|get in touch)",
    rf"(?:book|schedule|arrange|request|reserve|claim|get|start) {GAP}(?:consultations?|"
    r"appointments?|quotes?|places?|slots?|spots?|calls?|assessments?|evaluations?|"
    rf"{TREATMENT}) (?:now|today|online|with us|for free|at no cost)",
    r"(?:book|schedule|request|reserve|claim) (?:a|an|your|my) (?:\w+ ){0,2}?(?:consultations?|"
    r"quotes?|places?|slots?|spots?|assessments?|evaluations?|appointments?)(?! with (?:your|the|"
    r"his|her|their|a) )",
    r"(?:free|no-obligation|complimentary|online|virtual) (?:\w+ )?(?:consultations?|quotes?|"
    r"estimates?|evaluations?|assessments?|trials? packs?|webinars?|second opinions? from us)",
    r"(?:buy|order|purchase) (?:the|this|these|your|it|one|a|our) (?:\w+ ){0,3}?(?:here|now|"
    r"online|today|from us)|(?:fill (?:out|in)|complete|submit) (?:the|this|our|a) (?:\w+ )?form|"
    r"(?:order|buy|sign up|enrol|enroll|register|apply|call|book|act|enquire|inquire|"
    r"subscribe) (?:now|today|here|online)",
    r"(?:affordable|low-cost|cheap|discounted|competitive|best|lowest|special|attractive|"
    r"fair) (?:prices?|pricing|rates?|offers?|packages?|deals?)|(?:affordable|low-cost|cheap|"
    rf"discounted) (?:\w+ )?{TREATMENT}|affordable cost",
    r"(?:special|limited|exclusive|limited-time)(?:[ -]time)? (?:offers?|deals?|places|slots|"
    r"availability)",
    r"discount(?:s|ed)?",
    r"(?:money[- ]back|satisfaction) guarantees?|payment plans?|financing (?:is )?available|"
    r"instal?ments? (?:are )?(?:possible|available)",
    rf"(?:prices?|packages?|fees?|{TREATMENT}) (?:start(?:s|ing)?|begin(?:s|ning)?|"
    r"range(?:s)?) (?:at|from)",
    r"all[- ]inclusive|airport (?:transfers?|pick-?up)|(?:medical|health|stem[- ]cell) tourism|"
    r"(?:hotel|flights?|accommodation) (?:is |are )?included",
    r"don'?t (?:wait|miss|delay|hesitate to (?:contact|call|write|ask us))|(?:hurry|"
    r"places are limited|while stocks? lasts?)",
    r"testimonials?|success stor(?:y|ies)|(?:hear|read) (?:\w+ ){0,3}?(?:stories|from our)|"
    r"(?:happy|satisfied|thousands of) (?:patients|customers|clients|families)",
    r"(?:world-?(?:class|leading|renowned)|award-?winning|state-of-the-art|top-?rated|"
    r"internationally (?:renowned|recogni[sz]ed)|number one|no\. ?1|leading|"
    rf"premier) (?:{GAP})(?:{CLINIC}|providers?|compan(?:y|ies))",
    r"(?:many|several|hundreds of|thousands of|countless|numerous|our) (?:patients|families|"
    r"people|parents|users|customers|clients) (?:\w+ ){0,2}?(?:report(?:ed)?|describe[ds]?|"
    r"tell|told|experience[ds]?|notice[ds]?|saw|see|felt|feel|"
    r"enjoy(?:ed)?) (?:\w+ ){0,2}?(?:positive|great|good|better|improve|improved|improvements?|"
    r"remarkable|amazing|significant|dramatic|fast|quick|rapid|relief|results|benefits)",
    r"offers? (?:the |some |much )?(?:more|most|highly|better|best) (?:advanced|modern|"
    r"affordable|effective) \w+",
    r"sponsored|advertorial|advertisement|(?:promo|discount|coupon) codes?|click (?:here|below)",
)
#: A price: honest where it is what a country pays, an advert where it is what a family pays.
PRICE = re.compile(
    r"(?:[$€£]|\b(?:USD|EUR|GBP|US\$)) ?\d[\d.,]{0,15}|\b\d[\d.,]{0,15} ?(?:€|\$|£|(?:USD|"
    r"EUR|GBP|euros?|dollars?|pounds sterling)\b)",
    re.IGNORECASE,
)
#: Sentences that warn of such offers, or speak of mistakes on our own page.
WARNS_OF_ADVERTS = re.compile(
    r"\b(?:beware|careful|caution|wary|warnings?|suspicious|doubt|red flags?|unproven|warns?|"
    r"warned|unlicensed|unregulated|a clinic that|clinics that|pages that|no evidence|"
    r"if this page|a mistake)\b",
    re.IGNORECASE,
)
#: Questions that families ask their team; “Ready for a new life?” is none.
ASKS = re.compile(
    r"(?:and |so |but )?(?:what|who|whom|whose|when|how|which|where|why|may|can|could|do|does|is|"
    r"are|will|would|should|has|have|must)\b",
    re.IGNORECASE,
)
