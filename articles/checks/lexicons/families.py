"""What the lexicons are made of: plain lists of words, and how they become patterns.

In a list, commas separate, a star stands for any ending, and hyphens and spaces mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def any_of(*families: str) -> re.Pattern[str]:
    """Any of these, as whole words and in whatever case."""
    return re.compile(rf"\b{either(*families)}(?!\w)", re.IGNORECASE)


def either(*families: str) -> str:
    """One of these patterns."""
    return f"(?:{'|'.join(families)})"


def words(listed: str) -> str:
    """One of these words or phrases: `words("miracle*, game chang*")`."""
    return _either(each.replace("*", r"\w{0,15}") for each in _each(listed))


def verbs(listed: str) -> str:
    """One of these verbs in each of its regular forms. A plus doubles the last letter: `stop+`."""
    return _either(form for verb in _each(listed) for form in _forms(verb))


def _each(listed: str) -> list[str]:
    return [" ".join(each.split()) for each in listed.split(",") if each.strip()]


def _either(forms: Iterable[str]) -> str:
    """One of them. What begins alike is written once, so that a long list is quick to look up."""
    tree: dict[str, Any] = {}
    for form in forms:
        branch = tree
        for letter in re.findall(r"\\w\{0,15\}|.", form):
            branch = branch.setdefault("[ -]" if letter in " -" else letter, {})
        branch[""] = {}
    return _branches(tree)


def _branches(tree: dict[str, Any]) -> str:
    ways = [letter + _branches(tree[letter]) for letter in sorted(tree, reverse=True)]
    return "".join(ways) if len(ways) < 2 else f"(?:{'|'.join(ways)})"


def _forms(verb: str) -> list[str]:
    stem = verb.removesuffix("+")
    if verb.endswith("+"):
        return [stem, f"{stem}s", f"{stem}{stem[-1]}ed", f"{stem}{stem[-1]}ing"]
    if stem.endswith("e"):
        return [stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing"]
    if stem.endswith("y") and stem[-2] not in "aeou":
        return [stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing"]
    third = "es" if stem.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return [stem, stem + third, f"{stem}ed", f"{stem}ing"]


def gap(most: int) -> str:
    """So many words at most, with the space after each. Commas and full stops end it."""
    return rf"(?:[\w'%-]{{1,30}} ){{0,{most}}}?"


#: Up to three words between two others.
GAP = r"(?:[\w'-]{1,30}[ ,]+){0,3}?"
CLINIC = words(
    "clinic, clinics, center, centers, centre, centres, hospital, hospitals, facility, facilities, "
    "institute, institutes, laboratory, laboratories, specialist, specialists, expert, experts, "
    "doctor, doctors, physician, physicians, surgeon, surgeons, coordinator, coordinators, "
    "consultant, consultants, representative, representatives, adviser, advisers, advisor, "
    "advisors, staff, team"
)
TREATMENT = words(
    "treatment, treatments, therapy, therapies, procedure, procedures, cure, cures, protocol, "
    "protocols, program, programs, programme, programmes, package, packages, stem cell, stem "
    "cells, "
    "infusion, infusions, transplant, transplants, drug, drugs, medicine, medicines, medication, "
    "medications, injection, injections"
)
PEOPLE = words(
    "patient, patients, child, children, boy, boys, girl, girls, baby, babies, infant, infants, "
    "toddler, toddlers, newborn, newborns, people, person, persons, family, families, man, men, "
    "woman, women, male, males, female, females, adult, adults, adolescent, adolescents, teenager, "
    "teenagers, case, cases, sufferer, sufferers, individual, individuals, participant, "
    "participants, recipient, recipients, user, users, parent, parents, mother, mothers, father, "
    "fathers, carer, carers, caregiver, caregivers, sibling, siblings, son, sons, daughter, "
    "daughters"
)
