"""Who helps: listed and not endorsed, checked by people, and asked by the portal if still there."""

from __future__ import annotations

import ipaddress
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles import link_check
from articles.models import Organisation
from portal import environment
from tests.factories import make_condition, make_organisation

pytestmark = pytest.mark.django_db
LIST = "/organisations/"


# --- Pages ----------------------------------------------------------------------------------------
def test_the_list_stands_by_kind_and_country_and_endorses_nobody(client, django_assert_num_queries):
    mld = make_condition()
    for number in range(5):
        make_organisation(f"Helpers {number}", country="France", conditions=[mld])
    make_organisation("Everywhere", url="https://all.example.org/?a=1&b=2")
    make_organisation("Centre of experts", kind="centre", country="Italy")
    with django_assert_num_queries(4):  # two, and the savepoint around them
        response = client.get(LIST)
    html = response.content.decode()
    assert "Listed is not endorsed." in html
    order = ["Patient organisations", "Across countries", "Everywhere", "France", "Helpers 0",
             "Expert centres", "Italy", "Centre of experts"]  # fmt: skip
    assert sorted(order, key=html.index) == order
    assert 'href="https://all.example.org/?a=1&amp;b=2" rel="external noopener"' in html
    assert mld.get_absolute_url() in html
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_a_page_says_when_somebody_of_us_looked(client):
    today = timezone.localdate()
    make_organisation("New")
    assert "Not yet checked by us" in client.get(LIST).content.decode()
    Organisation.objects.update(last_verified_on=today)
    assert "more than a year" not in client.get(LIST).content.decode()
    Organisation.objects.update(last_verified_on=today - timedelta(days=366))
    assert "more than a year ago" in client.get(LIST).content.decode()


def test_what_does_not_answer_is_said_and_stays_listed(client):
    make_organisation().note_link("dead")
    assert "did not answer on" in client.get(LIST).content.decode()


def test_a_condition_names_those_for_itself_and_for_what_it_belongs_to(client):
    group = make_condition("Leukodystrophy")
    mld = make_condition(parent=group)
    form = make_condition("Late-infantile MLD", parent=mld)
    other = make_condition("Krabbe disease", parent=group)
    make_organisation("A for all", conditions=[group, mld])
    make_organisation("B for all", conditions=[group])
    make_organisation("Z for MLD", conditions=[mld])
    make_organisation("Y for Krabbe", conditions=[other])
    make_organisation("X for nobody named")
    html = client.get(form.get_absolute_url()).content.decode()
    order = ["A for all", "Z for MLD", "B for all"]
    assert sorted(order, key=html.index) == order, "the nearest first"
    assert html.count("A for all") == 1
    assert "1 more for Leukodystrophy in general" in html
    assert "in general" not in client.get(group.get_absolute_url()).content.decode()
    assert "Y for Krabbe" not in html
    assert "X for nobody" not in html
    assert "Z for MLD" not in client.get(other.get_absolute_url()).content.decode()


def test_where_there_is_none_no_section_stands(client):
    assert "Who helps</h2>" not in client.get(make_condition().get_absolute_url()).content.decode()


# --- The desk -------------------------------------------------------------------------------------
def test_an_editor_says_that_it_is_true_today_and_a_reviewer_does_not(client, eve, rae, bob):
    one = make_organisation()
    page = reverse("admin:articles_organisation_verify", args=[one.pk])
    for stranger, answer in ((rae, 403), (bob, 302)):
        client.force_login(stranger)
        assert client.post(page).status_code == answer
    one.refresh_from_db()
    assert one.last_verified_on is None

    client.force_login(eve)
    assert "compare" in client.get(page).content.decode()
    one.refresh_from_db()
    assert one.last_verified_on is None, "looking is not saying so"
    client.post(page)
    one.refresh_from_db()
    assert one.last_verified_on == timezone.localdate()


def test_the_list_of_the_desk_finds_what_nobody_has_looked_at(client, eve):
    today = timezone.localdate()
    make_organisation("Never")
    make_organisation("Long ago", last_verified_on=today - timedelta(days=400))
    make_organisation("Lately", last_verified_on=today, link="dead")
    client.force_login(eve)
    place = reverse("admin:articles_organisation_changelist")

    def found(query: str) -> list[str]:
        return [str(one) for one in client.get(place + query).context["cl"].result_list]

    assert found("") == ["Never", "Long ago", "Lately"]
    assert found("?verified=old") == ["Never", "Long ago"]
    assert found("?verified=lately") == ["Lately"]
    assert found("?link__exact=dead") == ["Lately"]


def test_another_address_has_not_been_checked_yet(client, eve):
    one = make_organisation()
    one.note_link("dead")
    client.force_login(eve)
    page = reverse("admin:articles_organisation_change", args=[one.pk])
    form = {name: getattr(one, name) for name in ("name", "kind", "url", "country", "what")}
    client.post(page, form | {"what": "It helps more."})
    one.refresh_from_db()
    assert (one.what, one.link) == ("It helps more.", "dead")
    client.post(page, form | {"url": "https://new.example.org/"})
    one.refresh_from_db()
    assert (one.link, one.link_checked_at) == ("unknown", None)


def test_an_address_that_is_none_is_refused(client, eve):
    client.force_login(eve)
    page = reverse("admin:articles_organisation_add")
    form = {"name": "Bad", "slug": "bad", "kind": "charity", "what": "Bad."}
    for url in ("javascript:alert(1)", "data:text/html,x", "ftp://example.org"):
        assert "Enter a valid URL" in client.post(page, form | {"url": url}).content.decode()
    assert not Organisation.objects.exists()


# --- Whether an address answers -------------------------------------------------------------------
class Site(BaseHTTPRequestHandler):
    """A small site: its paths say how it answers."""

    def answer(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
        status = {"/good": 200, "/gone": 404, "/broken": 500, "/no-machines": 403}.get(self.path)
        if self.path == "/only-get":
            status = 200 if self.command == "GET" else 405
        to = {
            "/moved": self.server.other + "/good",
            "/inside": "/good",
            "/loop": "/loop",
            "/metadata": "http://169.254.169.254/latest/",
            "/file": "file:///etc/passwd",
        }
        self.send_response(status or 301)
        if not status:
            self.send_header("Location", to[self.path])
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815

    def log_message(self, *args) -> None:
        """Be quiet."""


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.asked, server.home = [], f"http://127.0.0.1:{server.server_port}"
    server.other = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def loopback(address) -> bool:
    return address.is_loopback


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/good", "good"),
        ("/only-get", "good"),
        ("/no-machines", "good"),
        ("/inside", "good"),
        ("/moved", "moved"),
        ("/gone", "dead"),
        ("/broken", "dead"),
        ("/loop", "dead"),
        ("/file", "dead"),
        ("/metadata", "dead"),
    ],
)
def test_an_address_is_asked(site, path, found):
    assert link_check.check(site.home + path, allow=loopback) == found
    assert len(site.asked) <= 2 * (link_check.MOST_REDIRECTS + 1)
    assert "CaregiverPortal-LinkCheck (+http" in site.asked[0][2]


def test_a_site_that_is_away_is_dead(site):
    home = site.home
    site.shutdown()
    site.server_close()
    assert link_check.check(home + "/good", allow=loopback) == "dead"


def test_the_own_network_is_never_asked(site):
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433"):  # noqa: S104
        assert link_check.check(f"http://{host}:{site.server_port}/good") == "dead"
    assert not site.asked


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "239.255.255.250", "255.255.255.255", "::1", "::", "fe80::1",  # noqa: S104
        "fd00::1", "ff02::1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1",
        "2002:7f00:1::", "::127.0.0.1", "::ffff:0:127.0.0.1", "fec0::1", "5f00::1", "3fff::1",
        "192.88.99.1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not link_check.is_public(ipaddress.ip_address(address))
    assert link_check.is_public(ipaddress.ip_address("93.184.216.34"))
    assert link_check.is_public(ipaddress.ip_address("2606:2800:220:1::"))


def test_addresses_that_make_no_sense_are_dead():
    for url in ("", "http://", "http://[", "http://a:b@c/", "http://xn--/", "http://..../", "x"):
        assert link_check.check(url) == "dead"


def test_each_comes_up_once_a_week(site):
    good = make_organisation("Good", url=site.home + "/good")
    gone = make_organisation("Gone", url=site.home + "/gone")
    assert link_check.check_next(allow=loopback) == [good, gone]
    good.refresh_from_db()
    gone.refresh_from_db()
    assert (good.link, gone.link) == ("good", "dead")
    assert link_check.check_next(allow=loopback) == []
    Organisation.objects.filter(pk=gone.pk).update(
        link_checked_at=timezone.now() - timedelta(days=8)
    )
    assert link_check.check_next(allow=loopback) == [gone]
    assert link_check.check_next(most=1, every=True, allow=loopback) == [good]


def test_the_portal_asks_nobody_unless_the_operator_says_so(settings, site, run_tasks):
    one = make_organisation(url=site.home + "/good")
    assert settings.LINK_CHECK is False
    link_check.daily()
    run_tasks()
    one.refresh_from_db()
    assert one.link_checked_at is None
    settings.LINK_CHECK = True
    link_check.daily()
    run_tasks()
    one.refresh_from_db()
    assert one.link == "dead", "it leads into the own network"
    assert not site.asked


def test_the_command_tells_what_it_found(capsys):
    make_organisation(url="http://127.0.0.1:9/")
    call_command("check_links")
    assert "Does not answer: http://127.0.0.1:9/" in capsys.readouterr().out


def test_the_switch_is_read_strictly(monkeypatch):
    monkeypatch.setattr(environment.env, "ENVIRON", {"LINK_CHECK": "sometimes"})
    with pytest.raises(ImproperlyConfigured, match="LINK_CHECK must"):
        environment.switch("LINK_CHECK", False)


# --- Import ---------------------------------------------------------------------------------------
ENTRY = (
    "helpers: {name: Helpers, kind: charity, url: 'https://a.example.org/', what: W, "
    "conditions: [mld]}"
)
CONDITION = "---\ntype: condition\nname: MLD\nsummary: S\nwritten: 2026-01-02\n---\nText"


def test_a_file_lists_organisations_and_leaves_an_editors_change_alone(tmp_path, capsys):
    (tmp_path / "mld.md").write_text(CONDITION)
    (tmp_path / "organisations.yaml").write_text(ENTRY)
    call_command("import_articles", tmp_path)
    one = Organisation.objects.get()
    assert (one.slug, one.last_verified_on) == ("helpers", None)
    assert [str(each) for each in one.conditions.all()] == ["MLD"]

    (tmp_path / "organisations.yaml").write_text(ENTRY.replace("what: W", "what: More"))
    call_command("import_articles", tmp_path)
    one.refresh_from_db()
    assert one.what == "More"

    Organisation.objects.update(what="An editor's words")
    (tmp_path / "organisations.yaml").write_text(ENTRY.replace("what: W", "what: Other"))
    call_command("import_articles", tmp_path)
    one.refresh_from_db()
    assert one.what == "An editor's words"
    assert "was edited on the portal" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        ("[mld]", "[nope]", "unknown condition “nope”"),
        ("charity", "club", "unknown kind “club”"),
        ("https:", "javascript:", "url: Enter a valid URL"),
        ("what: W", "why: W", "unknown field “why”"),
        ("name: Helpers, ", "", "“name” is missing"),
    ],
)
def test_what_is_wrong_in_the_list_is_said(tmp_path, capsys, before, after, complaint):
    (tmp_path / "mld.md").write_text(CONDITION)
    (tmp_path / "organisations.yaml").write_text(ENTRY.replace(before, after))
    with pytest.raises(Exception, match="Nothing was imported"):
        call_command("import_articles", tmp_path)
    assert complaint in capsys.readouterr().err
    assert not Organisation.objects.exists()
