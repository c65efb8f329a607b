"""Wordings that mislead, by families; and what is honest although it sounds alike."""

from __future__ import annotations

import pytest

from articles.checks import Finding, Text, check_text
from tests.hostile.shapes import units

MISLEADING = {
    "ADVERT-PHRASE": [
        "Schedule a video call with one of our doctors.",
        "Families from all over the world come to our clinic.",
        "For pricing, contact the office.",
        "Enquire now about availability.",
        "Download our free brochure.",
        "Leave your phone number and a manager will call you back.",
        "The cost of the full course is $14,500.",
        "Treatment in Turkey is cheaper than in Germany.",
        "Many parents say their children improved after the infusions.",
        "Follow us on Instagram.",
        "You can apply for treatment on our website.",
        "Donate now.",
        "To find out whether you are a candidate, send us your MRI.",
        "Medical visa support and an interpreter are included.",
        "Call our clinic today for a free consultation.",
        "Our specialists in Bangkok will guide you through every step.",
        "Packages start at $9,900 including hotel and airport transfer.",
        "Book your place now.",
        "Contact us today to learn whether your child qualifies.",
        "Read the success stories of families like yours.",
        "We offer affordable stem cell therapy.",
        "Get in touch with our patient coordinators.",
        "Limited spots available, don't wait.",
        "Visit our website for more information.",
        "Patients at our centre have reported great results.",
        "The leading stem cell clinic in Europe treats children from all over the world.",
        "Request a quote via WhatsApp.",
        "To schedule your appointment, fill in the form.",
        "Treatment costs 12,000 euros.",
        "For further details, please get in touch with us.",
        "Sign up today and receive 10% off.",
        "Our team is here to help you – reach out today!",
        "Thousands of families have trusted us.",
        "Ask about our special rates for international patients.",
        "Ready to feel better? Call us.",
        "Patients travel from over 40 countries to be treated at our institute.",
        "Learn how our programme can help your child.",
        "See what our patients say.",
        "Fill out the form below to get your free assessment.",
        "Prices from €15,000.",
        "Contact a treatment advisor.",
        "It is available at the ABC Clinic for a fee of $20,000.",
        "For bookings, e-mail info@clinic.example.",
        "We are the world's leading provider of stem cell treatments.",
        "Buy the supplement here.",
        "Click here to order.",
        "For more details, visit our online shop.",
        "Don't miss this opportunity.",
    ],
    "ABSOLUTE": [
        "The outcome is always fatal.",
        "Doctors know exactly how long a child will live.",
        "There's no hope for these children.",
        "The drug eliminates the disease.",
        "One injection cures the condition.",
        "Absolutely everyone can be treated.",
        "It is impossible to treat adults.",
        "Patients will recover.",
        "None of the children survive.",
        "The procedure carries no risk whatsoever.",
        "A child with Krabbe can never walk.",
        "Full recovery is assured.",
        "Every case ends in death.",
        "This therapy cures metachromatic leukodystrophy.",
        "The treatment is 100% safe.",
        "It always works.",
        "Children never recover from it.",
        "There is no treatment for Canavan disease.",
        "Every child will improve.",
        "All patients benefit from the therapy.",
        "It has no side effects.",
        "The disease is invariably fatal.",
        "The gene is completely repaired.",
        "Nothing can be done.",
        "Results are guaranteed.",
        "The method is proven to work.",
        "No child with this disease survives.",
        "It is a cure.",
        "Krabbe disease is incurable.",
        "The transplant will stop the disease forever and heal the brain.",
        "All children with MLD die before the age of ten.",
        "It is the only hope.",
        "Stem cells permanently restore myelin.",
        "Gene therapy will cure your child.",
        "It is completely without risk.",
        "Doctors can always see it on MRI.",
        "Everyone with the gene will become ill.",
        "Nobody survives beyond age five.",
        "There is nothing doctors can do.",
        "The disease cannot be stopped by anything.",
        "No therapy exists.",
        "Unfortunately, no treatment is available.",
        "The only option is palliative care.",
        "Transplant reverses the disease in every patient.",
        "This diet prevents all relapses.",
        "MS can be healed.",
        "Success is certain.",
        "The operation never fails.",
        "All affected boys die.",
        "Each patient responds well.",
        "A definitive cure is within reach.",
        "The treatment is safe for everyone.",
        "Women are never affected.",
        "There are no therapies for Krabbe disease.",
    ],
    "UNDATED-RECENT": [
        "Recent research suggests that diet matters.",
        "A new gene therapy has just been launched.",
        "This is currently the standard.",
        "In the last decade survival doubled.",
        "Phase 3 trials are now enrolling.",
        "Researchers recently discovered a new form.",
        "The drug is expected to reach the market soon.",
        "Today, most children are diagnosed by MRI.",
        "Screening has recently begun in Italy.",
        "There is growing interest in gene editing.",
        "New options are appearing every month.",
        "Recently, a new drug was approved.",
        "Scientists have lately found a gene.",
        "In recent years, survival has improved.",
        "A novel therapy is now available.",
        "Currently there are three trials.",
        "The latest studies show a benefit.",
        "At present, no centre offers it.",
        "Results are expected soon, and new treatments are on the way.",
        "Last year, the agency approved it.",
        "Trials are underway in Europe.",
        "Emerging evidence suggests a role of diet.",
        "The drug is still being tested.",
        "Nowadays most children are tested at birth.",
        "To date, 40 children were treated.",
        "A trial is ongoing.",
        "Over the past few years much has changed.",
        "A recently published trial showed a benefit.",
        "Until now, no drug was approved.",
        "There are now two approved drugs.",
        "An up-and-coming therapy is gene editing.",
        "The newest data are promising.",
        "Clinical trials are now recruiting.",
        "It was approved a few months ago.",
        "Work on a vaccine is in progress.",
        "The company has just announced results.",
        "As yet, nobody knows.",
        "The field is moving fast.",
        "Several trials are recruiting.",
        "Up-to-date guidelines recommend it.",
        "It is soon to be approved.",
        "It will soon be available.",
        "Not long ago, children were not treated.",
    ],
    "GROUP-GENERALISE": [
        "Leukodystrophies mainly affect young children.",
        "Leukodystrophies are diseases in which an enzyme is missing.",
        "All forms of leukodystrophy are passed on by both parents.",
        "The leukodystrophies kill within years.",
        "Leukodystrophy always starts in childhood.",
        "Boys get leukodystrophies more than girls.",
        "A person with leukodystrophy cannot live beyond twenty.",
        "Leukodystrophies do not respond to any therapy.",
        "In all leukodystrophies myelin breaks down because of toxic build-up.",
        "Every form of leukodystrophy leads to early death.",
        "Leukodystrophies are detected in infancy.",
        "Hereditary white matter diseases are recessive.",
        "Leukodystrophies affect boys.",
        "All leukodystrophies are fatal.",
        "Leukodystrophies are caused by a missing enzyme.",
        "Leukodystrophy begins in infancy.",
        "Every leukodystrophy is inherited from both parents.",
        "Children with leukodystrophy die before adulthood.",
        "Leukodystrophies are autosomal recessive diseases.",
        "In leukodystrophies, the enzyme is missing.",
        "Leukodystrophies cannot be treated.",
        "White matter disorders lead to dementia.",
        "The leukodystrophies have an onset in early childhood.",
        "Because leukodystrophies are progressive, speech is lost.",
        "A leukodystrophy is a childhood disease.",
        "Leukodystrophies are treated with transplantation.",
        "The whole group of leukodystrophies begins before school age.",
        "Leukodystrophies are always recessive.",
        "These are enzyme diseases: all leukodystrophies come from a faulty enzyme.",
        "Leukodystrophies, a group of rare diseases, are fatal in childhood.",
        "Leukodystrophy is a fatal disease of children.",
        "Leukodystrophies run in families and only affect sons.",
        "Leukodystrophies respond to bone marrow transplantation.",
        "Patients with leukodystrophy live only a few years.",
        "The disease group of leukodystrophies is inherited from the mother.",
        "In leukodystrophy, boys are affected and girls are carriers.",
        "Leukodystrophies are diseases of childhood.",
        "The leukodystrophies are lysosomal storage disorders.",
        "Leucodystrophies are autosomal recessive.",
        "Leukodystrophies are incurable.",
        "Leukodystrophies shorten life.",
        "Both parents of a child with a leukodystrophy are carriers.",
    ],
    "HYPE": [
        "This is a major breakthrough.",
        "A revolutionary gene therapy.",
        "The results are remarkable.",
        "A game changer for families.",
        "It gives families new hope.",
        "The approach shows great promise.",
        "This miracle drug helps.",
        "The therapy holds enormous potential to change lives.",
        "A cutting-edge treatment.",
        "It could restore lost function.",
        "Scientists are excited by these groundbreaking results.",
        "Hope is on the way.",
        "A huge step forward.",
        "Experts are optimistic.",
        "Gene therapy is a dream come true.",
        "It offers a second chance at life.",
        "an innovative, next-generation approach",
        "The future looks bright.",
        "Doctors were stunned.",
        "It turns back the clock.",
        "astonishing recovery",
        "This could change everything.",
    ],
    "STIGMA": [
        "Children suffering from Krabbe disease.",
        "She is wheelchair-bound.",
        "He is confined to a wheelchair.",
        "Victims of leukodystrophy need help.",
        "The disease is a burden on the family.",
        "Normal children learn to walk at one.",
        "He lost his battle with ALD.",
        "Afflicted children cannot walk.",
        "Patients suffer seizures.",
        "The handicapped child needs care.",
        "She is bedridden.",
        "mentally retarded children",
        "ALD sufferers",
        "People who suffer with MLD.",
        "The boy, a victim of Krabbe disease, died.",
        "stricken with MS",
        "He was condemned to a wheelchair.",
        "The mentally disabled child.",
        "MS patients are a burden to society.",
        "He became a vegetable.",
        "She fights a brave battle against MS.",
        "a hopeless case",
        "The child is retarded.",
        "deaf-mute",
    ],
    "NO-NUMBER": [
        "Patients showed significant improvement.",
        "The drug significantly reduced relapses.",
        "Survival was markedly better.",
        "The treatment had a substantial benefit.",
        "It greatly improves quality of life.",
        "The therapy is highly effective.",
        "The trial showed clear benefits.",
        "Walking improved considerably.",
        "The medicine slows progression.",
        "Survival improved.",
        "Most patients got better.",
        "It reduces the risk of relapse.",
        "Results were good.",
        "The response rate was high.",
    ],
    "STATUS-PROSE": [
        "It has been approved in the United States since March 2024.",
        "The FDA approved it in 2022.",
        "The EMA refused the drug in January 2024.",
        "It is licensed in Europe.",
        "In the UK, it is available on the NHS.",
        "The European Commission has withdrawn its authorisation.",
        "Since 2022 it has had marketing authorisation in the EU.",
        "Approved by the FDA in September 2026.",
        "NICE recommends it for use in the NHS.",
        "The drug is not approved in Japan.",
        "US regulators approved the gene therapy.",
        "It received accelerated approval in 2022.",
    ],
}
HONEST = {
    "ABSOLUTE": [
        "No treatment is right for everyone.",
        "This page cannot say what will happen to your child.",
        "In this group, none walked at age 5.",
        "The label does not promise a cure.",
        "Doctors cannot always tell the forms apart.",
        "You can never be blamed for your genes.",
        "It will not cure the disease.",
        "No one can say how long.",
        "Everyone with ALD needs a steroid plan.",
        "If it is curable depends on the form.",
        "There is no cure.",
        "It cannot cure the disease.",
        "It does not always help.",
        "Transplant is not a cure.",
        "Never stop steroids suddenly.",
        "Always carry the steroid card.",
        "You should always ask two doctors.",
        "Nobody can promise a cure.",
        "It does not cure MLD, and it did not help everyone.",
        "There is no approved treatment in Europe.",
        "Is there a cure?",
        "He had never walked.",
        "All were alive at age 6.",
        "All children had chemotherapy.",
        "Tests are advised for all boys with ALD.",
        "It is not always clear.",
        "A clinic that promises a cure should make you careful.",
        "Children who got no treatment were compared.",
        "The illness is rarely curable.",
        "Not every child benefits.",
        "Not all patients respond.",
        "A secure chair helps.",
        "It can come back, and doctors cannot say when.",
        "She never had a seizure.",
        "A cure has not been found.",
        "Anyone who promises a cure is not honest.",
        "This is not possible for every family.",
        "Ask if it is safe for your child.",
        "It is never too late to ask.",
        "No treatment group was compared with placebo.",
        "Supportive care helps at any stage.",
        "We do not know whether the effect lasts for ever.",
        "The gene stays changed for life.",
        "In the study, all 20 boys had MRI scans.",
        "Do not always trust one page.",
        "No single test is enough.",
    ],
    "GROUP-GENERALISE": [
        "Leukodystrophies are a group of more than 30 genetic diseases.",
        "Adult forms of leukodystrophies exist.",
        "A child with a leukodystrophy has the right to school support.",
        "Late-infantile metachromatic leukodystrophy begins before 30 months.",
        "Krabbe disease (globoid cell leukodystrophy) is caused by a missing enzyme.",
        "The word leukodystrophy comes from Greek.",
        "How common leukodystrophies are is not known.",
        "Metachromatic leukodystrophy is inherited in an autosomal recessive manner.",
        "Some leukodystrophies begin in adulthood.",
        "Many leukodystrophies are caused by enzyme defects.",
        "Leukodystrophies can begin at any age.",
        "X-linked adrenoleukodystrophy affects boys.",
        "Leukodystrophies are genetic diseases of the white matter.",
        "Not all leukodystrophies are fatal.",
        "MS is not a leukodystrophy, and it is not passed on.",
        "Leukodystrophies differ in their treatment.",
        "A leukodystrophy is a disease of white matter.",
        "Newborn screening for leukodystrophies is offered in some states.",
        "Treatment of leukodystrophies depends on the form.",
        "Most leukodystrophies are autosomal recessive.",
        "Leukodystrophies are rare.",
        "Some children with leukodystrophy die early.",
        "The name leukodystrophy means white matter.",
        "More than 30 leukodystrophies are known.",
        "Children with leukodystrophy need a team.",
        "Globoid cell leukodystrophy begins in infancy.",
        "Leukodystrophies vary in when they begin.",
        "One of the leukodystrophies, CTX, can be treated.",
        "In some leukodystrophies the enzyme is missing.",
        "A diagnosis of leukodystrophy changes a family.",
        "Families with leukodystrophy are not alone.",
    ],
    "UNDATED-RECENT": [
        "She now walks with help.",
        "Ask about new symptoms.",
        "Since 2022 it is used in England.",
        "Tell them now.",
        "The currently used dose stands in the plan of 2026.",
        "In 2024, a new drug was approved.",
        "As of November 2026, three trials are ongoing.",
        "Call this week.",
        "Tell your doctor about new seizures.",
        "Ask which trials are open.",
        "Keep a current list of medicines.",
        "At an early stage, transplant can help.",
        "A new symptom needs a call.",
        "Start a new line.",
        "The moment you notice fever, call.",
        "Ask for the latest date on which you can decide.",
        "He was born in 2019 and treated recently.",
    ],
    "ADVERT-PHRASE": [
        "Orphanet lists expert centres.",
        "The team may offer a second MRI.",
        "Our guide lists questions.",
        "Travel costs can be refunded by some insurers.",
        "Contact a patient organisation.",
        "You may ask for our sources.",
        "Call the ward.",
        "Call the centre and ask for an appointment.",
        "Contact your child's neurologist.",
        "Contact the metabolic team the same day.",
        "Be careful when a clinic asks for payment before treatment.",
        "Ask your team who pays for travel.",
        "Write to us if this page has a mistake.",
        "Can they call us?",
        "Visit your doctor.",
        "The charity runs a helpline.",
        "Call your emergency number.",
        "The centre's team will call you.",
        "Health insurance may pay the costs.",
        "Some clinics sell cells without proof; be careful.",
        "Book a longer appointment with your doctor.",
        "Ask for a second opinion.",
    ],
    "HYPE": [
        "The aim is to stop the disease.",
        "Trials are research, not treatment.",
        "Hope for the best and plan for the rest.",
        "It is not a breakthrough.",
        "No miracle should be expected.",
        "The trial had 30 people.",
        "Families hope for more time.",
        "Hope and grief can come together.",
        "The result was modest.",
    ],
    "STIGMA": [
        "A child who uses a wheelchair.",
        "People with MLD have seizures.",
        "Children died of the disease.",
        "The immune system does not suffer.",
        "Growth retardation was measured.",
        "“I felt like a victim,” one mother said.",
        "Carers may feel tired.",
        "He died of ALD.",
        "The tumour burden was measured.",
    ],
    "NO-NUMBER": [
        "There is no reliable number for life expectancy.",
        "Relapses fell by 70%.",
        "The trial did not show a significant improvement.",
        "Ask whether there is a benefit.",
        "In 12 of 20 boys the disease stopped.",
        "A good night's sleep helps.",
        "Good results are not certain.",
    ],
    "STATUS-PROSE": [
        "Ask whether it is approved in your country.",
        "The European label describes who may have it.",
        "Ask whether the NHS pays.",
        "The trial took place in the United States.",
        "The label warns of clots.",
    ],
}


def findings(body: str, code: str = "", **fields) -> list[Finding]:
    text = Text(
        **{"kind": "treatment", "title": "A title", "summary": "In short.", **fields}, body=body
    )
    return [finding for finding in check_text(text) if finding.code == code or not code]


@pytest.mark.parametrize("code", MISLEADING)
def test_what_misleads_is_found_wherever_it_stands(code):
    missed = []
    for sentence in MISLEADING[code]:
        for body in (sentence, f"The first is fine. {sentence} So is the last."):
            found = findings(body, code)
            missed += [] if found and found[0].quote and not found[0].blocks else [body]
    assert not missed


@pytest.mark.parametrize("code", HONEST)
def test_what_is_honest_is_left_alone(code):
    assert not [sentence for sentence in HONEST[code] if findings(sentence, code)]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Please vis**it u**s online.", "ADVERT-PHRASE"),
        ("It never\u00a0fails.", "ABSOLUTE"),
        ("It ne\u200bver fails.", "ABSOLUTE"),
        ("IT ALWAYS WORKS.", "ABSOLUTE"),
        ("It &#97;lways works.", "ABSOLUTE"),
        ("Don’t wait.", "ADVERT-PHRASE"),
        ("He is wheelchair‑bound.", "STIGMA"),
        ("A\nbeacon\nof hope.", "HYPE"),
        ("| Drug | Result |\n|---|---|\n| A | It always works |", "ABSOLUTE"),
        ('!!! note "A miracle drug"\n    Text.', "HYPE"),
        ("[Visit us](https://example.org/)", "ADVERT-PHRASE"),
    ],
)
def test_marks_and_spaces_hide_nothing(typed, code):
    assert findings(typed, code)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("See https://example.org/always/never/cure for more.", "ABSOLUTE"),
        ("It helped some boys [@always-2024].", "ABSOLUTE"),
        ("Read [The cure that always works](/articles/the-cure/) too.", "ABSOLUTE"),
        ("“She suffered from MLD and always smiled,” a mother wrote.", "STIGMA"),
        ("> She suffered from MLD.", "STIGMA"),
        ("A clinic says “it always works”. Ask for its numbers.", "ABSOLUTE"),
    ],
)
def test_addresses_citations_names_of_pages_and_quotations_are_not_our_words(typed, code):
    assert not findings(typed, code)


def test_a_finding_says_where_what_and_what_to_do():
    body = "Fine.\n\n## Benefits\n\nIt helps some.\n\n- It always works.\n"
    (found,) = findings(body, "ABSOLUTE")
    assert (found.where, found.quote, found.line) == ("Text, under “Benefits”", "always", 7)
    assert "Say for whom" in found.message
    (found,) = findings("One.\n\nIt always works.", "ABSOLUTE")
    assert found.where == "Text, paragraph 2"
    assert [
        f.where for f in findings("Fine.", "HYPE", title="A miracle", summary="A miracle.")
    ] == [
        "Title",
        "Summary",
    ]


def test_of_many_places_the_first_ten_are_shown():
    found = findings("It always works. " * 37, "ABSOLUTE")
    assert len(found) == 10
    assert "27 more places" in found[-1].message


def test_english_lexicons_do_not_judge_other_languages():
    assert findings("Currently.", "UNDATED-RECENT")
    assert not findings("Currently.", "UNDATED-RECENT", language="de")


def test_a_status_in_the_prose_matters_where_a_treatment_is_the_subject():
    said = "It is licensed in Europe."
    assert findings(said, "STATUS-PROSE", kind="research")
    assert not findings(said, "STATUS-PROSE", kind="living")


def test_what_was_pasted_twice_or_left_over_is_found():
    paragraph = "It is put on the basis of biochemical data and of pictures of the brain."
    assert findings(f"{paragraph}\n\n{paragraph}", "REPEATED")
    assert not findings(f"{paragraph}\n\n{paragraph} Not quite.", "REPEATED")
    for left in ("Leave a Comment", "Required fields are marked *", "Answer #1", "TODO", "HELP!!!"):
        assert findings(left, "LEFTOVER"), left
    assert not findings("Ask what to do at night.", "LEFTOVER")


def test_long_sentences_are_one_finding_and_never_block():
    long = "Word " * 40 + "end."
    (found,) = findings(f"{long} {long}", "LONG-SENTENCE")
    assert not found.blocks
    assert "2 sentences" in found.message
    assert not findings("word " * 20 + "end.", "LONG-SENTENCE")


#: Beginnings of what the lexicons look for, again and again.
BEGUN = ["leukodystrophies, a", "children with a", "all patients ", "there is no ", "in the ", "“",
         "our ", "not ", "is approved ", "a ", "A. ", "{evidence: ", "](/a/", "the ",
         "many of the ", "these diseases ", "the treatment of the ", "studies of the ",
         "every child ", "now ", "has been ", "improved ", "will be "]  # fmt: skip


def test_no_text_is_hard_work():
    """Some patterns take longer than one's life for a text that almost fits, again and again."""
    for unit in [*units(), *BEGUN]:
        assert findings((unit * 5_000)[:5_000], "SRC-NONE")
