"""How often a member may write, and how often everybody behind one network address together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from portal.limits import Limit, network

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Allowance:
    """Limits for each member, and wider ones for a network, which a whole hospital may share."""

    member: tuple[Limit, ...]
    network: tuple[Limit, ...]

    def use(self, request: HttpRequest) -> None:
        """Count one more. Raises portal.limits.TooMany."""
        if request.user.is_authenticated:
            for limit in self.member:
                limit.hit(f"member-{request.user.pk}")
        for limit in self.network:
            limit.hit(network(request))


QUESTION = Allowance(
    member=(Limit("question", 3, DAY),),
    network=(Limit("question-network", 30, DAY),),
)
ANSWER = Allowance(
    member=(Limit("answer", 10, DAY), Limit("answer-fast", 4, MINUTE)),
    network=(Limit("answer-network", 100, DAY),),
)
COMMENT = Allowance(
    member=(Limit("comment", 30, DAY),),
    network=(Limit("comment-network", 300, DAY),),
)
EDIT = Allowance(
    member=(Limit("edit", 30, DAY),),
    network=(Limit("edit-network", 300, DAY),),
)
FLAG = Allowance(
    member=(Limit("flag", 20, DAY),),
    network=(Limit("flag-network", 200, DAY),),
)
#: Pictures, which take more than words.
PHOTO = Limit("photo", 20, DAY)
#: Looks for what is there already, while a member types; and how many of them are counted.
LOOKING = Limit("looking", 400, DAY)
FOUND = Limit("found", 20, DAY)
#: Anybody may write these, so only the network tells one writer from another.
ARTICLE_COMMENT = Allowance(
    member=(),
    network=(Limit("article-comment-network", 5, DAY),),
)
