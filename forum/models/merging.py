"""The same question sent twice by the same person becomes one again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Max

from portal.states import IllegalMove

if TYPE_CHECKING:
    from forum.models.questions import Question


class Mergeable:
    """What a question can do with another of its asker's."""

    def merge_into(self: Question, first: Question | None) -> dict[str, Any]:
        """Its answers, comments and followers go there, and readers are led there.

        Returns what went, to take it apart. Raises IllegalMove where that would tell somebody who
        asked, or show what is for members only.
        """
        if first is None or first.pk == self.pk or not (first.is_public or first.waits):
            raise IllegalMove("Please choose the other question, one that is not taken down.")
        if self.merged.exists():
            raise IllegalMove("Others were merged into this one: please merge the other way round.")
        if first.author_id != self.author_id or self.author_id is None:
            raise IllegalMove("Only questions of the same person are merged: mark a duplicate.")
        if (first.anonymous, first.audience) != (self.anonymous, self.audience):
            raise IllegalMove("One of them is anonymous or for members only, and the other is not.")
        moved = {
            "into": first.pk,
            "answers": {str(answer.pk): answer.number for answer in self.answers.order_by("pk")},
            "comments": list(self.comments.order_by("pk").values_list("pk", flat=True)),
        }
        last = first.answers.aggregate(last=Max("number"))["last"] or 0
        for answer in self.answers.order_by("number", "pk"):
            if answer.number:
                last += 1
                answer.number = last
            answer.question = first
            answer.save(update_fields=["question", "number"])
        self.comments.update(question=first)
        new = self.follows.exclude(member__in=first.follows.members())
        moved["follows"] = list(new.values_list("pk", flat=True))
        new.update(question=first)
        self.remove()
        type(self).objects.filter(pk=self.pk).update(merged_into=first)
        type(self).objects.filter(pk__in=[self.pk, first.pk]).recount()
        self.refresh_from_db(fields=["merged_into"])
        return moved

    def take_apart(self: Question, moved: dict[str, Any]) -> None:
        """What went there comes back, as far as it is still there."""
        first = self.merged_into
        if first is None or first.pk != moved["into"]:
            raise IllegalMove("It is not merged any more.")
        type(self).objects.filter(pk=self.pk).update(merged_into=None)
        numbers = moved["answers"]
        last = max([number or 0 for number in numbers.values()], default=0)
        for answer in first.answers.filter(pk__in=numbers).order_by("number", "pk"):
            number = numbers[str(answer.pk)]
            if answer.number and not number:  # published meanwhile
                last = number = last + 1
            answer.question, answer.number = self, number
            answer.save(update_fields=["question", "number"])
        first.comments.filter(pk__in=moved["comments"]).update(question=self)
        first.follows.filter(pk__in=moved["follows"]).update(question=self)
        type(self).objects.filter(pk__in=[self.pk, first.pk]).recount()
        self.refresh_from_db(fields=["merged_into"])
