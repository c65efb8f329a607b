"""Texts for a large example forum: evidently artificial, without advice, the same every time."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import islice

from portal.markdown import plain_text, render_contribution

#: What questions are about. They stand in titles as well, so their slugs are themselves.
SUBJECTS = [
    "feeding at night", "sleeping through", "travelling by plane", "a wheelchair for school",
    "spasms in the evening", "siblings and testing", "waiting for a result", "a second opinion",
    "tube feeding at home", "physiotherapy twice a week", "swimming lessons", "seizures and school",
    "letters to the insurance", "a first appointment", "respite care", "grandparents who worry",
    "speech therapy", "bathing and lifting", "a standing frame", "communication by eye gaze",
    "tiredness after lunch", "reflux and posture", "a care plan", "holidays with equipment",
    "hearing tests", "vision at school", "hydrotherapy", "constipation", "stiff muscles",
    "night nurses", "talking to classmates", "going back to work", "a trial far away",
    "genetic counselling", "adrenal insufficiency", "newborn screening", "walking aids",
    "the transition to adult care", "keeping records", "moving house",
]  # fmt: skip
SENTENCES = [
    "We live two hours from the clinic and go there every third month.",
    "The nurse wrote a list for us, and it hangs on the fridge.",
    "Last winter was harder than this one.",
    "Our neighbours helped when both of us were tired.",
    "The school asked for a letter before the holidays.",
    "We keep a diary, with one line for each day.",
    "It took some weeks until we found a rhythm.",
    "The therapist showed us three exercises for the floor.",
    "A second pair of hands makes the evening easier.",
    "We have not found anybody nearby who knows this.",
    "The appointment was moved twice.",
    "Some days are good, and then we go outside.",
    "The insurance wanted the form a second time.",
    "Our younger one asks many questions about it.",
    "We write down what we want to ask before we go.",
    "The equipment came late, and the strap did not fit.",
    "Music helps in the car.",
    "We changed the order of the evening, and it became calmer.",
    "The social worker knew which office to call.",
    "It is **quieter** since we moved the bed.",
    "A friend of ours made a ramp.",
    "We share the nights, one week each.",
    "There is a group that meets on Thursdays.",
    "The doctor drew a picture, and that helped us to explain it.",
    "We bring the pump, the charger and a copy of the plan.",
    "Nobody told us that it would take so long.",
    "The results came by post.",
    "We learned to ask again when we did not understand.",
    "My sister comes on Sundays so that we can sleep.",
    "A small table in the kitchen made room for everything.",
]
LISTS = [
    "We take along:\n\n- the plan\n- the charger\n- a change of clothes",
    "What we tried:\n\n1. an earlier evening\n2. a darker room\n3. a longer walk",
    "> What do you do first?\n\nThat was what we asked ourselves as well.",
]


@dataclass(frozen=True)
class Text:
    """As `Contribution.save()` would have made it."""

    kind: str
    number: int
    body: str
    body_html: str
    body_text: str


@cache
def texts() -> list[Text]:
    """Some hundred bodies. Rendered once: a million answers share them."""
    chance = random.Random(512)  # noqa: S311 (the same texts every time)
    return [
        *_of("question", 200, (2, 6), chance),
        *_of("answer", 300, (1, 7), chance),
        *_of("comment", 100, (1, 2), chance),
    ]


def _of(kind: str, most: int, sentences: tuple[int, int], chance: random.Random) -> list[Text]:
    bodies: dict[str, None] = {}
    while len(bodies) < most:
        said = chance.sample(SENTENCES, chance.randint(*sentences))
        subject = chance.choice(SUBJECTS)
        parts = [f"Example {kind} about {subject}. {' '.join(said)}"]
        if kind != "comment" and chance.random() < 0.15:
            parts.append(chance.choice(LISTS))
        if kind == "question":
            parts.append(f"How do others manage with {subject}?")
        bodies["\n\n".join(parts)] = None
    rows = []
    for number, body in enumerate(islice(bodies, most), 1):
        html = render_contribution(body)
        rows.append(Text(kind, number, body, html, plain_text(html)))
    return rows
