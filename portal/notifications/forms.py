"""What members choose about e-mails."""

from __future__ import annotations

from typing import Any

from django import forms

from portal.models import Language, MailPace, Pace, Stream, User

HELPS = {
    Stream.OWN: "Once there is something new you get one e-mail, and the next after you were here.",
    Stream.DECISIONS: "Your inbox always tells you.",
}


class MailForm(forms.Form):
    """One choice for each stream, and the language."""

    language = forms.ChoiceField(label="In which language", choices=Language)

    def __init__(self, *args: Any, member: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["language"].initial = member.language
        paces = MailPace.objects.of(member)
        for stream in Stream:
            self.fields[stream.value] = forms.ChoiceField(
                label=stream.label,
                choices=Pace,
                initial=paces[stream],
                help_text=HELPS.get(stream, ""),
            )

    def save(self) -> None:
        chosen = {stream: self.cleaned_data[stream.value] for stream in Stream}
        MailPace.objects.choose(self.member, chosen)
        self.member.language = self.cleaned_data["language"]
        self.member.save(update_fields=["language"])
