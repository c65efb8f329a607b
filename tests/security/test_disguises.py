"""Names and titles that look like another's, or hide something."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from forum.fields import LineField
from portal.accounts import pseudonyms
from portal.accounts.adapter import AccountAdapter
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    [
        "admın", "ᴀdmin", "ꓮdmin", "αdmin", "Admín", "Mødérator", "ad\u00admin", "Оwl", "οwl",
        "օwl", "owlաb", "Dr Hoᴜse", "st\u0101ff",
    ],
)  # fmt: skip
def test_no_name_borrows_a_role_or_the_letters_of_another_alphabet(name):
    with pytest.raises(ValidationError):
        pseudonyms.clean(name)


@pytest.mark.parametrize(
    "name",
    [
        "zoë",
        "señorita",
        "łódka",
        "مادر",
        "אמא של",
        "かあさん",
        "mum かあ",
        "엄마 owl",
        "माँ",
        "тётя",
        "oʻzbek",
    ],
)
def test_names_in_all_alphabets_are_welcome(name):
    assert pseudonyms.clean(name) == name


@pytest.mark.parametrize("name", ["nıght owl", "Níght-Owl", "nlght owI", "n1ght.0wl", "NIGHT ÖWL"])
def test_a_name_that_looks_like_a_members_is_taken(name):
    assert not pseudonyms.is_taken(name)
    make_user("night owl")
    assert pseudonyms.is_taken(name)


def test_a_reserved_name_is_taken_in_the_same_spellings_as_a_members():
    """Otherwise a second try in another spelling would tell that the address is known."""
    pseudonyms.reserve("Café Lila")
    make_user("Thé Vert")
    for reserved, member in [
        ("cafe lila", "the vert"),
        ("Café-Liia", "Thé-Vert"),
        ("café lilas", "thé verts"),
    ]:
        assert pseudonyms.is_taken(reserved) == pseudonyms.is_taken(member), reserved


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("se\u00adizure at\u2063 night", "seizure at night"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("\u202ereversed", "reversed"),
        ("go \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f go", None),
        ("می‌خواهم", None),
        ("\u200fשלום a\u200e", None),
    ],
)
def test_a_title_hides_nothing_and_loses_nothing(typed, kept):
    assert LineField().clean(typed) == (kept or typed)


def test_all_of_ipv4_is_not_one_visitor_where_it_is_written_as_ipv6(rf):
    address = AccountAdapter().get_client_ip
    assert address(rf.get("/", REMOTE_ADDR="::ffff:192.0.2.7")) == "192.0.2.7"


def test_nobody_puts_something_before_all_our_addresses(client):
    page = client.get("/", SCRIPT_NAME="//evil.example")
    assert b'href="/conditions/"' in page.content
    assert b"evil" not in page.content
