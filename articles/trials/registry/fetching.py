"""Studies from ClinicalTrials.gov over HTTP: politely, only if the operator said so.

Only the address of the settings is asked, and no redirect leads away from it. An answer is kept in
a file and read as any other, so that it is as harmless as a file. Who waits, and how, is the
caller's: a command sleeps (`all_of`), the task worker puts itself off (`articles.trials.watch`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, TypeVar
from urllib.parse import parse_qsl, urljoin, urlsplit

import httpx
from django.conf import settings

from articles.trials.registry.fields import one_line, shorten
from articles.trials.registry.files import read_stream
from articles.trials.registry.registrations import Registration
from articles.trials.registry.study import Rejected, Study
from articles.trials.terms import Registry

#: Seconds between two requests: 40 in a minute. The registry lets about 50 pass.
PAUSE = 1.5
#: Seconds for each step of a request, and for all of it.
TIMEOUT, LONGEST = 20, 60
#: Bytes of one answer, unpacked.
MOST_BYTES = 200_000_000
PER_PAGE = 100
MOST_PAGES = 2_000
MOST_REDIRECTS = 3
#: Times that one thing is asked for, and seconds before the second time; then twice that, …
TRIES, FIRST_WAIT = 5, 5
#: However long the registry asks us to wait.
LONGEST_WAIT = 600
#: Ids in one question: more make an address that servers refuse.
IDS_AT_ONCE = 50

_NCT = re.compile(r"NCT\d{8}", re.ASCII)
_AT_THEIR_SITE = re.compile(r"/study/(NCT\d{8})/?", re.ASCII | re.IGNORECASE)

Question = dict[str, str]
Wait = Callable[[float], object]
Answer = TypeVar("Answer")


class NotAllowed(Exception):
    """This portal does not ask that."""


class NoAnswer(Exception):
    """The registry did not give what it was asked for, and asking again will not help."""


class Busy(NoAnswer):
    """Not now. `after` is how many seconds it asks us to wait, if it says so."""

    def __init__(self, reason: str, after: float = 0) -> None:
        super().__init__(reason)
        self.after = after

    def wait(self, tries: int) -> float:
        """How long to wait after having tried so many times."""
        return min(max(self.after, FIRST_WAIT * 2 ** (tries - 1)), LONGEST_WAIT)


@dataclass
class Page:
    """One answer. Its token, if there is a next page, is known when all has been read."""

    content: BinaryIO
    where: str
    token: str = ""

    def __iter__(self) -> Iterator[Study | Rejected]:
        with self.content:
            self.token = yield from read_stream(self.content, self.where)


@dataclass
class Client:
    """What can be asked of the registry. Each method is one request, and waits for nobody."""

    base: str = field(default_factory=lambda: settings.TRIALS_URL)
    clock: Callable[[], float] = time.time

    def page(self, question: Question, token: str = "") -> Page:
        """A page of the studies that answer this. Raises NoAnswer, such as Busy."""
        asked = {"pageSize": str(PER_PAGE), **question}
        if token:
            asked["pageToken"] = token
        content = self._get(f"{self.base}/studies", asked)
        if content is None:
            raise NoAnswer("answered 404")
        return Page(content, f"{self.base}/studies")

    def study(self, number: str) -> Study | Rejected | None:
        """One study, also by an id that it had before; None if the registry has no such study."""
        where = f"{self.base}/studies/{_checked(number)}"
        content = self._get(where, {})
        if content is None:
            return None
        found = next(iter(Page(content, where)), Rejected(where, "holds no study"))
        if isinstance(found, Rejected) or number in {one.number for one in found.registrations}:
            return found
        alias = Registration(Registry.NCT, number, is_alias=True)
        return replace(found, registrations=(*found.registrations, alias))

    def _get(self, url: str, asked: Question) -> BinaryIO | None:
        headers = {
            "User-Agent": f"CaregiverPortal-Trials (+{settings.SITE_URL})",
            "Accept": "application/json",
        }
        try:
            with httpx.Client(
                timeout=TIMEOUT, trust_env=False, follow_redirects=False, headers=headers
            ) as client:
                for _ in range(MOST_REDIRECTS + 1):
                    with client.stream("GET", url, params=asked or None) as response:
                        if not response.has_redirect_location:
                            return self._content(response)
                        url, asked = self._next(url, response), {}
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise Busy(f"does not answer ({type(error).__name__})") from error
        raise NoAnswer("leads from one address to the next")

    def _content(self, response: httpx.Response) -> BinaryIO | None:
        status = response.status_code
        if status == 404:
            return None
        if status == 429 or status >= 500:
            raise Busy(f"answered {status}", self._retry_after(response))
        if status != 200:
            raise NoAnswer(f"answered {status}{_said(response)}")
        content = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115 (a page closes it)
        begun, length = self.clock(), 0
        for piece in response.iter_bytes():
            length += len(piece)
            if length > MOST_BYTES:
                raise NoAnswer(f"sent more than {MOST_BYTES // 1_000_000} MB at once")
            if self.clock() - begun > LONGEST:
                raise Busy(f"took more than {LONGEST} seconds")
            content.write(piece)
        content.seek(0)
        return content

    def _next(self, url: str, response: httpx.Response) -> str:
        """Where a redirect leads: to another study of the same registry, or nowhere."""
        to = urljoin(url, response.headers["location"])
        if not to.startswith(f"{self.base}/studies/") or "/.." in to:
            raise NoAnswer(f"leads to another place ({response.status_code})")
        return to

    def _retry_after(self, response: httpx.Response) -> float:
        """In seconds; the header has a number, or a date."""
        said = response.headers.get("Retry-After", "").strip()
        if said.isascii() and said.isdigit():
            return min(int(said[:9]), LONGEST_WAIT)
        try:
            return min(max(parsedate_to_datetime(said).timestamp() - self.clock(), 0), LONGEST_WAIT)
        except (ValueError, OverflowError):
            return 0


def question_of(url: str) -> str | Question:
    """What an address asks for: a study's number, or a question. Raises NotAllowed.

    It is taken apart and put together anew: nobody is asked but the registry of the settings.
    """
    allowed()
    base = settings.TRIALS_URL
    try:
        parts, ours = urlsplit(url), urlsplit(base)
        same = (parts.scheme, parts.netloc) == (ours.scheme, ours.netloc)
        asked = dict(parse_qsl(parts.query, max_num_fields=20))
    except ValueError:
        same = False
    if same:
        if page := _AT_THEIR_SITE.fullmatch(parts.path):
            return page[1].upper()
        last = parts.path.removeprefix(f"{ours.path}/studies").strip("/")
        if parts.path.startswith(f"{ours.path}/studies") and (not last or _NCT.fullmatch(last)):
            return last or asked
    raise NotAllowed(f"Only studies of {base} can be fetched, not {shorten(url, 200)}.")


def allowed() -> None:
    """Raises NotAllowed unless the operator has turned fetching on."""
    if not settings.TRIALS_FETCH:
        raise NotAllowed("This portal fetches nothing by itself: set TRIALS_FETCH=on first.")


def all_of(
    question: str | Question, *, client: Client | None = None, wait: Wait = time.sleep
) -> Generator[Study | Rejected, None, None]:
    """All studies that answer this, page after page, or the one study of a number.

    What fails in the end is a Rejected. Of what came before, everything counts.
    """
    client = client or Client()
    where = f"{client.base}/studies"
    try:
        if isinstance(question, str):
            found = patiently(lambda: client.study(question), wait)
            yield found or Rejected(f"{where}/{question}", "is not in the registry")
            return
        token, seen = "", set()
        for _ in range(MOST_PAGES):
            page = patiently(lambda token=token: client.page(question, token), wait)
            yield from page
            token = page.token
            if not token:
                return
            if token in seen:
                raise NoAnswer("gives the same page again and again")
            seen.add(token)
            wait(PAUSE)
        raise NoAnswer(f"has more than {MOST_PAGES:,} pages")
    except NoAnswer as failure:
        yield Rejected(where, str(failure))


def watched(
    numbers: Iterable[str],
    gone: list[str],
    *,
    client: Client | None = None,
    wait: Wait = time.sleep,
) -> Iterator[Study | Rejected]:
    """These studies as they are now. The ids that the registry does not have go into `gone`.

    What a question for many leaves out is asked for alone: it may have another id now, or be gone.
    Nothing is gone because of an answer that failed, and where all failed, none is asked for alone.
    """
    client = client or Client()
    for many in in_questions(numbers):
        failed, missing = False, set(many)
        for one in all_of(ids(many), client=client, wait=wait):
            failed = failed or isinstance(one, Rejected)
            missing -= _ids_of(one)
            yield one
        for number in [] if failed and missing == set(many) else sorted(missing):
            wait(PAUSE)
            try:
                found = patiently(lambda number=number: client.study(number), wait)
            except NoAnswer as failure:
                yield Rejected(f"{client.base}/studies/{number}", str(failure))
                continue
            if found is None:
                gone.append(number)
            else:
                yield found
        wait(PAUSE)


def in_questions(numbers: Iterable[str]) -> Iterator[list[str]]:
    """So many as one question may have, each once."""
    every = sorted({number for number in numbers if _NCT.fullmatch(number)})
    for start in range(0, len(every), IDS_AT_ONCE):
        yield every[start : start + IDS_AT_ONCE]


def ids(numbers: Iterable[str]) -> Question:
    return {"filter.ids": "|".join(numbers)}


def ids_in(question: Question) -> list[str]:
    return list(filter(None, question.get("filter.ids", "").split("|")))


def about(condition: str, since: str = "") -> Question:
    """Studies of a condition that one could take part in, perhaps only those changed since."""
    name = re.sub(r"[^\w\s,-]", " ", condition)
    asked = {
        "query.cond": f'"{name}"',
        "filter.overallStatus": "RECRUITING|NOT_YET_RECRUITING|ENROLLING_BY_INVITATION|AVAILABLE",
    }
    if since:
        asked["query.term"] = f"AREA[LastUpdatePostDate]RANGE[{since},MAX]"
    return asked


def patiently(ask: Callable[[], Answer], wait: Wait) -> Answer:
    """Ask, and ask again while the registry is busy, each time after a longer wait."""
    for tries in range(1, TRIES):
        try:
            return ask()
        except Busy as busy:
            wait(busy.wait(tries))
    return ask()


def _ids_of(one: Study | Rejected) -> set[str]:
    return set() if isinstance(one, Rejected) else {each.number for each in one.registrations}


def _checked(number: str) -> str:
    if not _NCT.fullmatch(number):
        raise NoAnswer(f"{shorten(number, 30)!r} is not an NCT number")
    return number


def _said(response: httpx.Response) -> str:
    """The reason, which comes as plain text, in one short line."""
    text = next(response.iter_text(500), "")
    return f": {shorten(one_line(text), 150)}" if text and "<" not in text else ""
