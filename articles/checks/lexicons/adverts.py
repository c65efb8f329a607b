"""Come to us, book and pay, trust us."""

from __future__ import annotations

import re

from articles.checks.lexicons.families import CLINIC, GAP, PEOPLE, TREATMENT, any_of, gap, words

#: What one reads in a shop and on no page about health.
_SHOP = words(
    "checkout, add to cart, to your cart, to your basket, shopping cart, promo*, coupon*, "
    "voucher*, cashback, half price, half-price, % off, per cent off, percent off, sale price, "
    "on sale, for sale, bestseller*, best-selling, best-seller*, free shipping, free delivery, "
    "shipping is, delivery is free, worldwide shipping, ships worldwide, in stock, out of stock, "
    "while stocks last, while supplies last, early bird, early-bird, gift card*, subscribers, "
    "subscribe, newsletter*, special offer*, price list*, price on request, prices on request, "
    "hidden costs, hidden fees, extra cost*, extra charge, at no cost, no obligation, "
    "non-binding, monthly fee, one-off fee, down payment, pay in instal*, instalment*, "
    "installment*, financing, financed, interest-free, credit card*, PayPal, money back, "
    "money-back, refund guarantee, bulk order*, wholesale, resellers, distributor*, online shop, "
    "online store, web shop, webshop, shop online, order form, order online, buy online, "
    "starter pack*, starter kit*, trial pack*, VIP, concierge, all-in price, package deal*, "
    "deals, bargain*, unbeatable, lowest price*, best price*, waiting list of clinics, "
    "no waiting list, without waiting list, no waiting time*, without waiting time*, "
    "skip the queue, skip the line, limited offer*, limited places, places are limited, "
    "spaces are limited, few places left, places fill up, spots left, seats left, last chance, "
    "hurry, act now, franchise, patented, our patented, sign-up bonus, webinar*, livestream, "
    "follow us, DM us, DM me, DM for, message us, text us, WhatsApp, Telegram, call-back, callback"
)
_TRAVEL = words(
    "airport, sightseeing, holiday*, vacation*, beach*, resort*, five-star, four-star, luxury, "
    "luxurious, spa, city tour*, excursion*, chauffeur, private driver, limousine, hotel, "
    "flights, transfers, tourism, recuperat*, relaxing stay, getaway, travel package*, apartment, "
    "coast, seaside, sunny"
)
_OFFER = words(
    "package*, price, fee, cost, course, stay, programme*, program*, treatment*, therapy, "
    "therapies, offer, trip, visit, combine, includes, including, covers, arrange, organise, "
    "organize, included, transplant*, infusion*, free, provide, cure, patients"
)
#: Praise by one who was treated, in whatever words: a testimonial.
TESTIMONIAL = re.compile(
    r"[“\"«„][^“”\"«»]{0,300}\b(?:walk\w*|better|improv\w+|cured?|healed|saved|recommend\w*|"
    r"thank\w*|grateful|life back|miracle\w*|amazing|incredible|works?|worked|worth|best decision|"
    r"different (?:child|person)|new person|hope|hero\w*|smil\w+|look at (?:him|her|me)|chang\w+|"
    r"energy|talk\w*|speak\w*|stronger|believe|first time|(?:my|our) (?:son|daughter|boy|girl|"
    r"child|little|husband|wife|life))\b[^“”\"«»]{0,300}[”\"»“],? ?[–—-]? ?(?:(?:says?|said|"
    r"tells?|told|recalls?|reports?|reported|writes?|wrote|explains?|adds?|posted|beams?|beamed|"
    r"enthus\w+|remembers?|smiles?|concludes?) (?!(?:a|one|another|some) (?:mother|father|parent|"
    r"carer|person|woman|man)\b)|[A-Z]\w+[.,] |[A-Z]\w+ [A-Z]\.|[A-Z]\w+, |(?:a |proud |happy |"
    r"grateful |the )?(?:mother|father|mum|mom|dad|patient|parent)s? (?:of|from))"
)
#: Who says “we”, “us” and “our” sells something, unless it is our site, or all of us.
_FIRST_PERSON = (
    r"our (?!(?:\w+ )?(?:pages?|guides?|sources?|texts?|articles?|readers?|site|forum|portal|"
    r"lists?|glossary|knowledge|understanding|bod(?:y|ies)|brains?|nerves?|genes?|cells|own|"
    r"li(?:fe|ves)|world|reviewers?|editors?|editorial|child|children|son|daughter|sons|daughters|"
    r"family|families|home|parents|muscles|immune|blood|skin|eyes|DNA|society|policy|rules|health|"
    r"minds?|sentences?|words|language|question|questions|answers?|checks?|reading|time)\b)\w+|"
    r"(?<!of )(?<!tell )(?<!tells )(?<!let )(?<!told )(?<!teach )(?<!remind )(?<!between )(?<!the "
    r")(?<!for )us (?:at|by|on|and|for|to|via|today|now|a call|know|your|directly|live|help|with)|"
    r"(?<!of )(?<!tell )(?<!tells )(?<!told )(?<!teach )(?<!between )(?<!the )us(?=[.!,;]|$)|"
    r"(?<!that )we(?: will|'ll| shall) (?!not |never |all |see |look at |call it |use )\w+|"
    r"we (?:look forward|refund|are a |are the |are (?:open|based|located|specialists|experts|"
    r"certified)|have been (?:treating|helping)|have (?:welcomed|accompanied|performed)|only use|"
    r"use only|make it|believe|care|speak|bring|pick|arrange|combine|work with)|ours is|with us|"
    r"about us|from us|by us|join us"
)
#: What a seller asks of a reader. Honest pages too begin with verbs, with others: ask, keep, call.
_ORDERS = (
    r"(?:^|[.!:;–—,] ?|\b(?:and|please|then|so|or|simply|just) )(?:(?:please|simply|just|"
    r"why not) )?(?:(?:order|shop|reserve|secure|claim|unlock|discover|chat|subscribe|upload|"
    r"enrol|enroll|pre-order|preorder|compare our|explore|grab|purchase|redeem|treat yourself|"
    r"invest in|donate) (?:\w+|\d+)|(?:buy|book|download|register|sign up|become|enter|watch|"
    r"share|save|meet|try|get|view|check out|apply|choose|request|take|read|see|tell|visit|trust|"
    r"give your (?:child|body|family)) (?:(?:a|an|the|your|our|it|this|my|some|in|for|up|with|any|"
    r"all|more|to) )*(?:\w+ )?(?:member|interest|details|e-?mail|phone number|video|videos|course|"
    r"seat|seats|spot|bottles?|packs?|reviews?|price|prices|offer|offers|app|brochure|catalogue|"
    r"friends|link|post|bonus|gallery|difference yourself|yourself|advantage|online|ticket|flight|"
    r"trip|consultation|evaluation|test kit|kit|sample|for \d+ days|\d+ for|quote|gift of|chance|"
    r"tour|virtual|before and after|webinar|rates|range)\b)"
)
_MARKET = words(
    "promotion*, promotional, bonus*, discount*, rebate*, full refund, refund you, "
    "refund guarantee, clients, clientele, customer*, our guests, welcomed guests, "
    "exclusive offer*, exclusive benefits, exclusive access, exclusive deal*, "
    "check your eligibility, out of 5 stars, five stars, star rating*, top-rated, "
    "private patients, fees on application, tour operator*, cruise*, brought to you by, "
    "presented by, powered by, in partnership with, sponsored, affiliate link*, influencer*, "
    "reviews by, patient reviews, reviews of patients, former patients, your new life, "
    "your best life, your journey, speaks for itself, you deserve, your child deserves, "
    "peace of mind, tailored to you, customised, customized, made to measure, turnkey, one-stop, "
    "fly in, flying in, travel from all over, come from all over, from all over the world, "
    "from all over europe, from every continent, from around the world to, patients from abroad, "
    "foreign patients, international patients, overseas patients, international department, "
    "most modern, most advanced clinic*, best-equipped, ultra-modern, brand new clinic, "
    "modern clinic, international reputation, excellent reputation, world-famous, world famous, "
    "renowned, prestigious, celebrated clinic, far less than, much less than in, cost less than, "
    "costs less than, low-cost, value for, save thousands, savings, take out a loan, "
    "interest-free, instalments, pay later, monthly payments, pay monthly, prepay*, pre-pay*, "
    "advance payment, bank transfer, crypto, bitcoin, voucher*, members only, deluxe, "
    "gold package, platinum, 24/7, 7 days a week, seven days a week, live chat, contact form, "
    "enquiry form, inquiry form, booking form, application form below, form below, details below, "
    "button below, link below, link in bio, arrivals, meet and greet, pick you up, door-to-door, "
    "waterfront, swimming pool, wellness, rejuvenation, packs left, places left, only a few left, "
    "selling fast, sold out, back in stock, available while, for a limited time, "
    "limited time only, ends soon, offer ends, valid until, introductory, gift of, "
    "investment in your, information pack, info pack, prospectus, welcome pack, "
    "free of obligation, no strings attached, risk-free trial, satisfaction guaranteed, "
    "no questions asked, share this post, share it with, spread the word, refer a friend, "
    "tell your friends, tag a friend, clinic near you, take the quiz, take our quiz, "
    "click on the button, click on the link, receive an offer, five-star review*, star reviews, "
    "leave us, health tourist*, medical tourist*, like and share, like and subscribe, "
    "choose this clinic, choose this hospital, choose this cent*, reduced price*, total price, "
    "final price, low price*, full price, list price, monthly rates, twelve monthly, "
    "excellent staff, friendly staff, english-speaking staff, appointment online, "
    "make an appointment online, premium quality, best money, worth every, worth the money, "
    "free call, bottle is free, free this month, available dates, free dates, dates available, "
    "came to us, come to us, turned to us, chose us, from the manufacturer, directly from the, "
    "warm climate, before and after photos, before-and-after, video of little, small deposit, "
    "waiting for you, minute call"
)
ADVERT = any_of(
    _MARKET,
    _FIRST_PERSON,
    # A number to ring
    r"(?:ring|phone|call|dial|order|book|whatsapp|tel|telephone)[.:]? (?:\w+ "
    r"){0,3}?\+?\d[\d() -]{6,20}",
    r"only \d+ (?:\w+ )?(?:left|remaining|available)|\d+ for the price of|\d[\d.]* (?:out of|"
    r"/) ?\d+ stars|(?:costs?|priced?|cheaper|charges?|paid?|pay) (?:\w+ ){0,3}?(?:less|more|"
    r"cheaper) than in|(?:check|test|find out|know) (?:\w+ )?(?:your|their) (?:eligibility|"
    r"suitability)",
    _SHOP,
    rf"{_OFFER} {gap(6)}{_TRAVEL}|{_TRAVEL} {gap(6)}{_OFFER}",
    # Choose us, join us, ask for a price, send your scans, see if you qualify
    r"(?:why|reasons to) (?:choose|trust|pick|travel to|come to) \w+|why (?:us|families choose)|"
    r"choose (?:us|our)|join (?:the )?(?:hundreds|thousands|many|millions|dozens|other|our|"
    r"a growing|\d+) \w+|prices? (?:var(?:y|ies)|depends?|ranges?|starts?|from|includes?|covers?|"
    r"is|are|begins?)|(?:ask|contact us|write|call|email|e-mail|enquire) (?:\w+ )?(?:for|"
    r"about) (?:a |an |our |the |your )?(?:\w+ )?(?:quotes?|prices?|pricing|brochures?|offers?|"
    r"rates|catalogue|availability|samples?|package)",
    r"(?:send|upload|submit|forward|e-?mail|mail)(?: us| in| them)? (?:your|his|her|the|us|"
    r"copies of|all) (?:\w+ |child's )*(?:records?|reports?|scans?|MRIs?|documents?|results?|"
    r"files?|pictures?)(?! to (?:your|the|another))|(?:apply|register|enrol|enroll|sign up|book|"
    r"reserve|order|join|enquire|inquire|subscribe|donate|shop|buy) (?:\w+ ){0,2}?(?:now|today|"
    r"early|online|here|while|via our|through our)(?= |[.,;!]|$)(?! (?:your|for help|if))",
    r"(?:you|he|she|your child|they) (?:may |might |could )?(?:are|is|be|qualif(?:y|ies) as|"
    r"were) (?:a |an )?(?:good |suitable |ideal |eligible )?candidates?|see if you qualify|(?:do|"
    r"does|could|may) (?:you|your child|he|she) qualif\w+|free (?:first |initial |personal |"
    r"medical |phone |video )*(?:consultation|call|analysis|check|review|assessment|talk|session|"
    r"kit|info\w*|e-?book|guide|report|sample|trial|pack|month|bottle|gift|test)s?",
    # Our shop, our formula, with the code, cheaper than
    r"(?:our|my) (?:\w+ ){0,3}?(?:shop|store|bank|banks|kits?|hotline|newsletter|channel|"
    r"nutritionists?|advis[eo]rs?|coaches|coach|coordinators?|mixture|formula|blend|capsules?|"
    r"drops|oils?|supplements?|remed(?:y|ies)|course|academy|book|e-book|code|link|brand|range|"
    r"bestsellers?|partners?|partner clinics?|technology|approach|method|scientists|surgeons|"
    r"founder|guests|rooms|suites|sister company|campus|premises|location|locations|branch|"
    r"branches|receptionists?|ambassadors?|concept|mission|promise|vision|philosophy|warranty|"
    r"expertise)(?! of (?:terms|words))",
    r"(?:use|with|enter|quote) (?:the |our |my )?(?:promo |discount )?code \w+|(?:buy|order|"
    r"purchase|get|bought|ordered|purchased|obtain) (?:\w+ ){0,4}?(?:online|from us|from our|"
    r"in our|through us|via our|at our|here|directly|by post|on the (?:web ?site|internet))|"
    r"available (?:from|in|at|through|on|via) (?:us|our|the (?:shop|online|web))|\d+ ?(?:%|"
    r"per ?cent) (?:off|cheaper|discount|less than in)|(?:a|per|each) (?:bottle|jar|pack|box|vial|"
    r"infusion|injection|session) costs?|costs? (?:only|just|less than|a fraction|as little)|"
    r"fraction of the (?:cost|price)|cheaper|low(?:er)? prices?|(?:reasonable|moderate|fair|"
    r"all-in|fixed|special|affordable) (?:prices?|cost|fees?|rates?)|affordab(?:le|ly|ility)|"
    r"for (?:only|just|as little as) (?:[$€£]|\d)",
    # We have treated thousands, we are happy to help
    r"meet our \w+|our (?:(?:private|new|modern|leading|whole|entire|best|\w+'s) ){0,2}(?:clinic|"
    r"centre|center|company|institute|facility|hospital) (?:\w+ ){0,3}?(?:has |have )?(?:helped|"
    r"treated|cured|healed|served|welcomed|welcomes|looks forward|is proud|is known|specialis\w+|"
    r"specializ\w+|offers? (?:you|patients|hope|the best|affordable)|has (?:years|"
    r"decades) of experience)|(?:years|decades) of experience|trusted by|(?:internationally|"
    r"globally|nationally) (?:known|acclaimed|accredited|certified|trained|respected|"
    r"recogni[sz]ed)|(?:ISO|JCI|GMP)[ -]?(?:\d+ )?(?:certified|accredited)|highest (?:quality|"
    r"standards?)|top (?:doctors|specialists|experts|quality|clinics?|notch)|best (?:clinics?|"
    r"doctors|specialists|hospitals?|experts)|hand-?picked|tailor-?made|(?:personalised|"
    r"personalized|individual|bespoke) (?:treatment )?(?:packages?|plans? for you|offers?)|"
    r"we (?:are|have been) (?:proud|happy|here|the|delighted|pleased|ready|looking forward|able|"
    r"trusted)|we (?:have|'ve) (?:helped|treated|cured|seen|served)|we (?:treat|help|welcome|"
    r"accept|ship|deliver|sell|stock|specialise|specialize|guarantee|promise|can help|will help|"
    r"look forward|accompany|use only|work only|pick you up|take care of)|let us (?:help|take|"
    r"show|be|arrange)|you are in (?:good|the best|safe) hands|feel free to (?:contact|call|write|"
    r"message|ask us)|get (?:started|your|yours|a free)(?= |[.,;!]|$)(?! (?:tests?|results|doctor|"
    r"team|with your|vaccin\w+|flu))|(?:start|begin) your (?:journey|recovery|path)|"
    r"take the first step|change your life|(?:happy|glad|pleased|delighted) to (?:answer|help|"
    r"advise|assist|welcome|put together|send|arrange)",
    # Come to us
    r"(?:send|give|tell|leave|show|join|help|forward|bring) us (?:your|his|her|the|now|today)|"
    r"(?:on|at|in|via|through|from) our (?:\w+ )?(?:web ?sites?|pages?|shop|forms?|app|portal)",
    r"leave your (?:\w+ )?(?:phone|number|e-?mail|details|contacts?|name)|call(?:s|ed)? you back|"
    r"(?:managers?|consultants?|coordinators?|operators?|we) will (?:call|contact|reply|get back|"
    r"be in touch|arrange|organi[sz]e|help you)",
    r"(?:contact|call|write to|e-?mail|phone) the (?:office|reception|front desk|number below|"
    r"clinic's|sales \w+)|find out (?:now |today )?(?:if|whether|how) (?:you|your \w+|he|"
    r"she) (?:are|is|can|may|qualif\w+)|(?:a )?(?:good |suitable )?candidates? for (?:our|"
    r"this) \w+",
    r"download (?:our|the|a|your) (?:free )?\w+|free (?:\w+ )?(?:brochures?|guides?|e-?books?|"
    r"samples?|trials?|delivery|shipping|info\w*)|donate (?:now|today|here)",
    # Pay
    r"cheaper (?:than|in|here|abroad)|save (?:money|up to|\d+)|value for money|for (?:pricing|"
    r"costs),? |visa (?:support|assistance)|(?:interpreters?|translators?|transfers?|"
    r"accommodation|flights?|hotels?|meals?) (?:\w+ ){0,5}?(?:is|are) (?:all )?(?:included|"
    r"provided|arranged|covered)",
    # Trust us
    r"(?:parents|patients|families|mothers|fathers|users|clients|customers) (?:\w+ )?(?:say|said|"
    r"report|reported|tell|told|write|wrote|notice|noticed|see|saw|"
    r"claim) (?:[\w']+ ){0,6}?(?:improv\w+|better|helped|recover\w+|worked|miracles?|healed|"
    r"progress)",
    # The same again, by other words
    r"(?:visit|contact|call|phone|ring|e-?mail|write to|reach out to|message|text|whatsapp|ask|"
    r"consult|see|choose|trust|meet|join|follow|find|try|talk to|speak (?:to|with)|"
    rf"get in touch with)(?: with)?(?: to)? (?:us|our {GAP}(?:{CLINIC}|web ?sites?|"
    r"(?:web ?)?pages?|shop|store|offices?|hotline|helpline|program(?:me)?s?|community|newsletter|"
    r"channel))",
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
    r"people|parents|users|customers|clients) (?:\w+ ){0,2}?(?:report(?:ed)?|describe[ds]?|tell|"
    r"told|experience[ds]?|notice[ds]?|saw|see|felt|feel|enjoy(?:ed)?) (?:\w+ ){0,2}?(?:positive|"
    r"great|good|better|improve|improved|improvements?|remarkable|amazing|significant|dramatic|"
    r"fast|quick|rapid|relief|results|benefits)",
    r"offers? (?:the |some |much )?(?:more|most|highly|better|best) (?:advanced|modern|affordable|"
    r"effective) \w+",
    r"sponsored|advertorial|advertisement|(?:promo|discount|coupon) codes?|click (?:here|below)",
)
#: “Order your kit”: a command can begin after a comma or a dash, where no word begins.
ORDERS = re.compile(rf"(?:{_ORDERS})(?!\w)", re.IGNORECASE)
#: A price: honest where it is what a country pays, an advert where it is what a family pays.
PRICE = re.compile(
    r"(?:[$€£]|\b(?:USD|EUR|GBP|US\$)) ?\d[\d.,]{0,15}|\b\d[\d.,]{0,15} ?(?:€|\$|£|(?:USD|EUR|GBP|"
    r"euros?|(?:US |U\.S\. |Canadian )?dollars?|pounds(?: sterling)?|francs|baht|pesos|yen)\b)",
    re.IGNORECASE,
)
#: Sentences that warn of such offers, or speak of mistakes on our own page.
WARNS_OF_ADVERTS = re.compile(
    r"\b(?:beware|do not (?:buy|pay|order|send|travel)|don't (?:buy|pay|order)|never (?:buy|pay|"
    r"order)|careful|caution|helpline|emergency|charit(?:y|ies)|patient organisation|wary|"
    r"warnings?|suspicious|doubt|red flags?|unproven|warns?|warned|unlicensed|unregulated|"
    r"a clinic that|clinics that|pages that|no evidence|if this page|a mistake)\b",
    re.IGNORECASE,
)
#: Questions that families ask their team; “Ready for a new life?” is none.
ASKS = re.compile(
    r"(?:and |so |but )?(?:what|who|whom|whose|when|how|which|where|why|may|can|could|do|does|is|"
    r"are|will|would|should|has|have|must)\b",
    re.IGNORECASE,
)
