"""What people fill in: kind words, strict rules."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.http import QueryDict
from django.utils.crypto import salted_hmac

from articles.models import Article, Condition
from forum import citing
from forum.asking.family import FamilyFields
from forum.fields import LineField, MarkdownField, TidyField, VocabularyField
from forum.models import Circumstances, Draft, Flag, Question
from forum.models.citing import MOST_CITED
from forum.models.contributions import MAX_BODY, MAX_COMMENT
from forum.models.questions import MAX_TITLE
from forum.picturing import WithPhotos
from portal.accounts import pseudonyms
from portal.honeypot import UnhurriedForm
from portal.models import Topic, User

PRIVACY = (
    "Please leave out names of children, doctors and hospitals, dates of birth, phone, hospital "
    "and insurance numbers. An age and a country are enough."
)
HOW_TO_WRITE = "An empty line starts a new paragraph. **Two stars** around words make them bold."
NOT_SHOWN = "Please look at the text once more before you send it."
WRITER_SALT = "forum.writer"
#: Pictures are stored when they come, and belong to the contribution as rows of their own.
PHOTO_FIELDS = frozenset(WithPhotos.base_fields)
MIN_TITLE, MOST_TOPICS = 15, 5


class WritingForm(forms.Form):
    """The base of every form whose text is kept until it has been sent."""

    #: Made with the form, so that the same form sent twice is stored once.
    submission = forms.Field(widget=forms.HiddenInput, required=False)
    #: Of the draft that the form began from, so that no other tab's is overwritten.
    version = forms.Field(widget=forms.HiddenInput, required=False)
    #: Signed: who opened the form. What they typed is offered to nobody else on the same computer.
    writer = forms.Field(widget=forms.HiddenInput, required=False)

    #: Whether its author was advised of what is in it (`forum.asking.advice`) when it is sent.
    told = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submission"].initial = uuid.uuid4

    def sign(self, user: User | AnonymousUser) -> None:
        """Say in the form who opened it, so that nobody else on this computer is offered it."""
        if user.is_authenticated:
            self.fields["writer"].initial = signing.dumps(user.pk, salt=WRITER_SALT)
            #: For a script: under this name the browser may hold what it could not hand over.
            self.drafts_of = salted_hmac(WRITER_SALT, str(user.pk)).hexdigest()[:16]

    def go_on_with(self, draft: Draft) -> None:
        """Let the page that shows this form save into this draft from now on."""
        self.data = self.data.copy()
        self.data["submission"] = str(draft.key)
        self.data["version"] = str(draft.version)

    @staticmethod
    def writer_of(data: QueryDict) -> int | None:
        """The member who opened the form that was sent, if that is known."""
        try:
            return signing.loads(data.get("writer", ""), salt=WRITER_SALT)
        except signing.BadSignature:
            return None

    def clean_submission(self) -> uuid.UUID:
        try:
            return uuid.UUID(self.cleaned_data["submission"] or "")
        except ValueError:
            return uuid.uuid4()

    @property
    def typed_fields(self) -> list[str]:
        """The names of the fields that hold what a person typed or chose."""
        return [
            name
            for name, field in self.fields.items()
            if not field.widget.is_hidden
            and not getattr(field, "honeypot", False)
            and name not in PHOTO_FIELDS
        ]

    def contribution(self) -> dict[str, Any]:
        """What the new contribution is made of: these names and no others."""
        fields = {name: self.cleaned_data[name] for name in ["submission", *self.typed_fields]}
        return fields | {"photos": self.photos} if isinstance(self, WithPhotos) else fields


class QuestionForm(FamilyFields, WithPhotos, WritingForm):
    title = LineField(
        label="Your question in one sentence",
        max_length=MAX_TITLE,
        help_text="For example: “How do you keep a toddler comfortable on long drives?”",
        error_messages={"required": "Please put your question into one sentence."},
    )
    body = MarkdownField(
        label="Tell us more",
        max_length=MAX_BODY,
        help_text=f"{PRIVACY} {HOW_TO_WRITE}",
        error_messages={"required": "Please tell a little more, so that others can help."},
    )
    condition = forms.ModelChoiceField(
        Condition.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        empty_label="Not sure, or none of these",
        label="Which condition is it about?",
        error_messages={"invalid_choice": "Please choose a condition from the list."},
    )
    topics = VocabularyField(
        Topic.objects.order_by("name"),
        to_field_name="slug",
        required=False,
        label="What is it about?",
        help_text=f"Choose up to {MOST_TOPICS}.",
        error_messages={"invalid_choice": "Please choose topics from the list."},
    )

    audience = forms.ChoiceField(
        label="Who may read your question?",
        choices=[
            (Question.Audience.EVERYONE, "Everyone, also through search engines"),
            (Question.Audience.MEMBERS, "Only members who are signed in"),
        ],
        widget=forms.RadioSelect,
        initial=Question.Audience.EVERYONE,
        required=False,
        error_messages={"invalid_choice": "Please choose who may read it."},
    )
    anonymous = forms.BooleanField(
        label="Ask without my name",
        required=False,
        help_text=(
            "Others see “Anonymous” instead of your pseudonym, here and in what you write below "
            "this question. Moderators know who you are; nobody else learns it."
        ),
    )

    def clean_audience(self) -> str:
        return self.cleaned_data["audience"] or Question.Audience.EVERYONE

    def contribution(self) -> dict[str, Any]:
        """The family's circumstances apart: they are a row of their own, for other readers."""
        told, family = self.circumstances(), set(FamilyFields.base_fields)
        fields = {
            name: value for name, value in super().contribution().items() if name not in family
        }
        if told.condition_for != Circumstances.Audience.EVERYONE:
            fields["condition"] = None  # filed under nothing that others see
        return fields | {"circumstances": told}

    def clean_title(self) -> str:
        title = self.cleaned_data["title"]
        if len(title) < MIN_TITLE or len(set(title.casefold()) - {" "}) < 2:
            raise forms.ValidationError(
                "Please ask in a full sentence, so that others know what it is about.",
                code="too_short",
            )
        return title

    def clean_topics(self) -> Any:
        topics = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise forms.ValidationError(f"Please choose at most {MOST_TOPICS} topics.", code="many")
        return topics


class AnswerForm(WithPhotos, WritingForm):
    body = MarkdownField(
        label="Your answer",
        max_length=MAX_BODY,
        help_text=(
            "Tell what you know or have lived through. Please do not give doses: they differ from "
            f"person to person. {PRIVACY} {HOW_TO_WRITE}"
        ),
        error_messages={"required": "Please write your answer."},
    )
    find_articles = TidyField(
        label="Find an article by words",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"data-cite": "", "autocomplete": "off"}),
    )
    articles = VocabularyField(
        Article.objects.visible_to(AnonymousUser()).published(),
        to_field_name="slug",
        required=False,
        label="Articles on which your answer rests",
        error_messages={"invalid_choice": "Please choose articles from the list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen, words = self["articles"].value() or [], self["find_articles"].value() or ""
        self.fields["articles"].widget.choices = citing.choices(chosen, words)

    def clean_articles(self) -> Any:
        articles = self.cleaned_data["articles"]
        if len(articles) > MOST_CITED:
            raise forms.ValidationError(f"Please cite at most {MOST_CITED} articles.", code="many")
        return articles

    def contribution(self) -> dict[str, Any]:
        fields = super().contribution()
        fields.pop("find_articles")
        return fields


class CommentForm(WritingForm):
    body = MarkdownField(
        label="Your comment",
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=f"{PRIVACY} Up to {MAX_COMMENT:,} characters.",
        error_messages={"required": "Please write your comment."},
    )


class EditForm(WritingForm):
    """A new text for something that was sent before."""

    #: The version of the text that was changed.
    seen = forms.IntegerField(widget=forms.HiddenInput, error_messages={"required": NOT_SHOWN})

    def show_again(self, version: int, why: str) -> None:
        """Let it be sent once more, now that whoever sends it has been shown both texts."""
        self.data = self.data.copy()
        self.data["seen"] = version
        self.add_error(None, why)


class EditQuestionForm(EditForm):
    title = QuestionForm.base_fields["title"]
    body = QuestionForm.base_fields["body"]

    clean_title = QuestionForm.clean_title


class EditAnswerForm(EditForm):
    body = AnswerForm.base_fields["body"]


class EditCommentForm(EditForm):
    body = CommentForm.base_fields["body"]


def _with_reason(form: type[EditForm]) -> type[EditForm]:
    """The same for a text that others have read already."""
    reason = LineField(
        label="What did you change?",
        max_length=200,
        help_text="In a few words, for everybody who reads it. For example: “Corrected a date”.",
        error_messages={"required": "Please say in a few words what you changed."},
    )
    return type(f"Public{form.__name__}", (form,), {"reason": reason})


_EDITING = {"question": EditQuestionForm, "answer": EditAnswerForm, "comment": EditCommentForm}
_EDITING_PUBLIC = {kind: _with_reason(form) for kind, form in _EDITING.items()}


def editing_form(kind: str, *, public: bool) -> type[EditForm]:
    return (_EDITING_PUBLIC if public else _EDITING)[kind]


class ArticleCommentForm(UnhurriedForm, WritingForm):
    name = LineField(
        label="Name (required)",
        max_length=60,
        help_text="Shown with your comment. It need not be your real name.",
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": "Please give a name, any that you like."},
    )
    email = forms.EmailField(
        label="E-mail address (required)",
        max_length=254,
        help_text="Never published. We write to it once, when a moderator has decided.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Please give an e-mail address, so that we can tell you.",
            "invalid": "Please enter a complete e-mail address.",
        },
    )
    body = MarkdownField(
        label="Your comment (required)",
        max_length=MAX_COMMENT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=f"{PRIVACY} Up to {MAX_COMMENT:,} characters.",
        error_messages={"required": "Please write your comment."},
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if re.search(r"@|https?:|www\.", name):
            raise forms.ValidationError(
                "This name will be public. Please give one that is not an address.", code="address"
            )
        pseudonyms.check_role(name)
        return name

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        email, body = values.get("email", ""), values.get("body", "")
        if email and email.lower() in body.lower():
            self.add_error(
                "body",
                "Your e-mail address is in your comment. Please take it out: we keep it private.",
            )
        return values


class FlagForm(WritingForm):
    reason = forms.ChoiceField(
        label="What is wrong with it?",
        choices=Flag.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": "Please choose what is wrong."},
    )
    note = TidyField(
        label="Anything a moderator should know",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
