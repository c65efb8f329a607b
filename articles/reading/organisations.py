"""Who helps, as readers and editors meet them. Listed is not endorsed."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import Condition, Organisation


@dataclass(frozen=True)
class Country:
    """The organisations of one country."""

    #: Empty for those that work across countries.
    name: str
    organisations: list[Organisation]


@dataclass(frozen=True)
class Group:
    """The organisations of one kind."""

    kind: Organisation.Kind
    countries: list[Country]

    @property
    def heading(self) -> str:
        return {
            Organisation.Kind.CHARITY: "Patient organisations",
            Organisation.Kind.CENTRE: "Expert centres",
            Organisation.Kind.NETWORK: "Networks of expert centres",
            Organisation.Kind.INFORMATION: "Sources of information",
        }[self.kind]


def directory() -> list[Group]:
    """All, by kind and then by country; across countries first."""
    groups: dict[str, dict[str, list[Organisation]]] = {kind: {} for kind in Organisation.Kind}
    for each in Organisation.objects.prefetch_related("conditions").order_by("country", "name"):
        groups[each.kind].setdefault(each.country, []).append(each)
    return [
        Group(Organisation.Kind(kind), [Country(*pair) for pair in countries.items()])
        for kind, countries in groups.items()
        if countries
    ]


@dataclass(frozen=True)
class Helpers:
    """Those for one condition."""

    near: list[Organisation]
    #: Those for the whole group that it belongs to, named `group`.
    general: list[Organisation]
    group: str


def about(condition: Condition) -> Helpers:
    """Those for this condition and for what it belongs to: the nearest first."""
    above = [condition, condition.parent]
    if condition.parent and condition.parent.parent_id:
        above.append(Condition.objects.get(pk=condition.parent.parent_id))
    line = [each for each in above if each]
    found = list(Organisation.objects.for_line([each.pk for each in line]))
    last = len(line) - 1
    near = [each for each in found if each.step < last] or found
    return Helpers(near, [each for each in found if each not in near], line[-1].name)
