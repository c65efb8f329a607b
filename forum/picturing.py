"""The part of a form to which pictures are added. They are stored at once, so that none is lost."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest

from forum.fields import LineField
from forum.limits import PHOTO
from forum.models.photos import MAX_ALT, MOST_PHOTOS, Photo
from portal.images import MOST_BYTES
from portal.limits import TooMany, in_words

TYPES = "image/jpeg,image/png,image/webp,image/gif"


class WithPhotos(forms.Form):
    """A file, and what it shows; below them what was attached before."""

    picture = forms.FileField(
        label="Add a picture",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": TYPES}),
        help_text=(
            f"Up to {MOST_PHOTOS}, of {MOST_BYTES // 1024**2} MB each. Please show no faces, names "
            "or papers. We draw it anew, so that it does not say where it was taken."
        ),
    )
    picture_alt = LineField(
        label="What does the picture show?",
        required=False,
        max_length=MAX_ALT,
        help_text="In a sentence, for people who cannot see it.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        #: What is attached to this form.
        self.photos: list[Photo] = []
        self._refused: list[str] = []

    def show_photos(self, request: HttpRequest, keys: list[str]) -> None:
        """Those of a draft."""
        if request.user.is_authenticated:
            self.photos = list(Photo.objects.unsent(by=request.user, keys=_uuids(keys)))

    def take_photos(self, request: HttpRequest) -> None:
        """What came with the form: those attached before, described or taken out, and a new one."""
        self.show_photos(request, request.POST.getlist("photo"))
        for photo in [*self.photos]:
            if f"remove-{photo.key}" in request.POST:
                photo.delete()
                self.photos.remove(photo)
            else:
                self._describe(photo, request.POST.get(f"alt-{photo.key}", ""))
        if file := request.FILES.get("picture"):
            self._take(request, file)

    def _take(self, request: HttpRequest, file: Any) -> None:
        if len(self.photos) >= MOST_PHOTOS:
            self._refused.append(f"There are {MOST_PHOTOS} pictures already. Please take one out.")
            return
        try:
            PHOTO.hit(f"member-{request.user.pk}")
            photo = Photo.objects.take(file.read(MOST_BYTES + 1), owner=request.user)
        except TooMany as error:
            wait = in_words(error.wait)
            self._refused.append(f"You have sent many pictures. Please wait {wait}.")
        except ValidationError as error:
            self._refused += error.messages
        else:
            self.photos.append(photo)
            self._describe(photo, request.POST.get("picture_alt", ""))
            self.data = self.data.copy()
            self.data["picture_alt"] = ""  # said of the picture that is attached now

    def _describe(self, photo: Photo, words: str) -> None:
        try:
            alt = LineField(required=False).clean(words)[:MAX_ALT]
        except ValidationError as error:
            self._refused += error.messages
            return
        if alt != photo.alt:
            photo.alt = alt
            # Another tab may have sent it, or taken it out, in the same moment.
            Photo.objects.unsent(by=photo.owner, keys=[photo.key]).update(alt=alt)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        for words in self._refused:
            self.add_error("picture", words)
        for number, photo in enumerate(self.photos, 1):
            if not photo.alt:
                self.add_error(None, f"Please say what picture {number} shows.")
        return values

    def complain_of_pictures_only(self) -> None:
        """Whoever attaches one first is not told that nothing else is filled in yet."""
        for name in set(self.errors) - {*WithPhotos.base_fields, NON_FIELD_ERRORS}:
            del self.errors[name]


def _uuids(keys: list[str]) -> list[uuid.UUID]:
    found = []
    for key in keys[:MOST_PHOTOS]:
        try:
            found.append(uuid.UUID(key))
        except ValueError:
            continue
    return found
