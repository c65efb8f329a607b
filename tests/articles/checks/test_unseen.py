"""Sentences that the lexicons were measured with and not written from.

A lexicon that knows only the sentences that taught it is of no use to the next bad page. These are
parts of sets that were written before the patterns were looked at; whoever changes a pattern
writes another set first, and measures it.
"""

from __future__ import annotations

import pytest

from articles.checks import Text, check_text

MISLEADING = {
    "ADVERT-PHRASE": """
        "My son walked again after three infusions," says Elena from Madrid.
        Add three bottles to your cart and shipping is free.
        Combine your therapy with a relaxing stay on the coast of Turkey.
        Prices vary depending on the number of cells, so ask for a quote.
        Only 3 packs left!
        Get 2 for the price of 1 this week.
        The tour operator combines a medical check-up with a cruise.
        This article is brought to you by CellPlus.
        To order, ring 0800 123 456.
        Stem cell therapy in Germany costs far less than in Switzerland.
        Order your test kit online and have it delivered to your door.
        Talk to our advisers free of charge.
        Reach us on Telegram.
        We provide a money-back promise.
        Our doctors have performed more than 5,000 transplants.
        """,
    "HYPE": """
        Science is closing in on a solution.
        A world-first therapy gives a boy his life back.
        It is a turning point.
        Doctors could not believe their eyes.
        The possibilities are endless.
        It offers families a lifeline.
        A small injection with a huge impact.
        Stem cells have unlimited potential.
        The molecule is a true all-rounder with amazing effects.
        This fantastic news made families cry with joy.
        Scientists celebrate a historic success.
        The dream of healing is coming true.
        """,
    "ABSOLUTE": """
        Cord blood transplant completely stops the disease.
        Newborn screening detects every affected baby.
        A normal MRI rules out the disease.
        The cells cannot be rejected because they are natural.
        Patients make a full recovery.
        Side effects do not occur.
        No parent has regretted it.
        You cannot overdose on it.
        There is no way to slow it down.
        The remedy eliminates the cause of the disease.
        Anyone can tolerate it.
        All boys with ALD get cerebral disease.
        Doctors can do nothing.
        Every child can be saved.
        The risk is zero.
        """,
    "UNDATED-RECENT": """
        Results are expected in the near future.
        Contemporary research focuses on oligodendrocytes.
        As things stand, only two hospitals do it.
        A decision is due in the spring.
        Most countries do not yet screen for it.
        Soon all babies will be tested.
        A new study has found a link with vitamin D.
        Trials are currently being planned.
        The method is relatively new.
        In recent months two centres opened.
        Doctors now prefer tablets.
        """,
    "GROUP-GENERALISE": """
        These diseases begin in early childhood.
        Leukodystrophies affect mostly boys.
        There is no treatment for leukodystrophies.
        The prognosis of leukodystrophy is poor.
        A child with leukodystrophy rarely lives to adulthood.
        Stem cell transplantation is the treatment of choice for leukodystrophies.
        As a rule leukodystrophies develop in infancy and progress quickly.
        Adults do not develop leukodystrophy.
        Bone marrow transplantation helps children with leukodystrophy.
        A typical leukodystrophy begins with a limp in a school-age boy.
        White matter disorders of this kind are inherited from both parents.
        Leukodystrophies can only be diagnosed by biopsy.
        The onset is in childhood in all leukodystrophies.
        Leukodystrophy patients have a short life expectancy.
        Diseases of the white matter begin in infancy.
        """,
    "STIGMA": """
        The epileptic boy had two fits.
        Mothers are to blame for passing on the gene.
        He lives imprisoned in his own body.
        The noncompliant patient missed three visits.
        Despite his disability he is an inspiration to us all.
        She was born defective.
        A life in a wheelchair is no life.
        The girl had the mental age of a baby.
        This dreadful disease takes no prisoners.
        The schizophrenic heard voices.
        Doomed babies.
        """,
    "NO-NUMBER": """
        Many patients report more energy.
        A substantial proportion of children stabilised.
        Side effects were rare and mild.
        Treated children had fewer seizures.
        Research has shown that the oil helps.
        The drug was well tolerated.
        Patients responded well to the new regimen.
        Relapses became less frequent.
        Mortality after transplant has dropped.
        Only few children got worse.
        Patients gained strength and balance.
        In 2024 a trial showed promising results.
        The infusion improved cognition in nearly all patients.
        """,
}
HONEST = """
    There is no cure for Krabbe disease.
    Adrenoleukodystrophy cannot be cured, but some of its problems can be treated.
    Never stop steroids suddenly: this can be life-threatening.
    Always tell the ambulance crew that your child has adrenal insufficiency.
    Never give this medicine to a child under two years.
    Stop the infusion immediately if your child has trouble breathing.
    Do not hesitate to call an ambulance.
    Wash your hands every time.
    Steroid replacement is needed for life.
    No test is 100% accurate.
    No treatment is free of side effects.
    A normal result does not rule out the disease.
    Some people with MS never have another relapse.
    All babies get a heel prick.
    A clinic that promises a cure is a reason to be careful.
    Clinics that advertise stem cells for every disease should make you careful.
    Do not buy medicines on the internet.
    The charity's helpline can be called on weekdays; call them if you want to talk to someone.
    The hospital can arrange an interpreter.
    Travel costs to the hospital may be refunded.
    Get the results in writing.
    Currently (November 2026) two centres in Germany offer the treatment.
    A study published in March 2024 followed 37 children for five years.
    12 of them died within two years.
    Your child has not yet started school.
    Have the blood tested every year.
    In the last few weeks of life, breathing changes.
    Some leukodystrophies begin in infancy, others in adult life.
    Many kinds of leukodystrophy have no treatment that slows the disease.
    Whether a leukodystrophy can be treated depends on the disease and on how early it is found.
    These diseases differ in many ways.
    The treatment of a leukodystrophy depends on its cause.
    Metachromatic leukodystrophy is inherited in an autosomal recessive way.
    Parents are not to blame.
    Your child is not a burden.
    Many parents feel guilty.
    "I wish somebody had told me," said a father.
    You may feel overwhelmed.
    Celebrate small steps.
    Developmental milestones may be missed.
    In the trial of 2019, 30 of 32 boys had no major disability two years later.
    The trial was too small to show a difference.
    It is not known whether the benefit lasts.
    """


def lines(table: str) -> list[str]:
    return [line.strip() for line in table.splitlines() if line.strip()]


def codes(sentence: str) -> set[str]:
    text = Text(kind="understanding", title="A title", summary="In short.", body=sentence)
    return {finding.code for finding in check_text(text)} & set(MISLEADING)


@pytest.mark.parametrize("code", MISLEADING)
def test_what_misleads_is_found_in_sentences_nobody_wrote_a_pattern_for(code):
    assert not [line for line in lines(MISLEADING[code]) if code not in codes(line)]


def test_what_is_honest_is_left_alone_by_every_lexicon():
    assert not [(line, found) for line in lines(HONEST) if (found := codes(line))]


def test_a_source_stands_in_for_a_number_only_where_nothing_is_claimed_of_how_much():
    assert "NO-NUMBER" in codes("The drug was well tolerated.")
    assert "NO-NUMBER" not in codes("The drug was well tolerated [@uccelli-2021].")
    assert "NO-NUMBER" in codes("It significantly improved walking [@uccelli-2021].")


def test_the_same_sentence_is_found_wherever_it_stands():
    text = Text("understanding", "A title", "In short.", "It always works.\n\nIt always works.")
    assert [f.line for f in check_text(text) if f.code == "ABSOLUTE"] == [1, 3]
