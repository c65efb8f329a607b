"""The operator's variables: each mistake is named, none is guessed away."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal import environment


@pytest.fixture
def say(monkeypatch):
    """Set the variables as the operator would."""

    def say(**variables):
        monkeypatch.setattr(environment.env, "ENVIRON", variables)

    return say


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (environment.shared_cache, "locmemcache://"),
        (environment.shared_cache, "dummycache://"),
        *((environment.switch, value) for value in ("maybe", "enabled", "2")),
        *((environment.number, value) for value in ("abc", "-1", "1.5", "²")),
        *((environment.log_level, value) for value in ("loud", "10")),
        *((environment.time_zone, value) for value in ("Mars/Base", "../etc/passwd", "/etc")),
        *(
            (environment.site, value)
            for value in (
                "portal",
                "ftp://portal.example.org",
                "https://portal.example.org/path",
                "https://portal.example.org?x",
                "https://portal.example.org:99999",
                "https://portal.example.org:abc",
                "https://user@portal.example.org",
                "https://por tal.example.org",
            )
        ),
    ],
)
def test_what_is_not_understood_is_named(say, monkeypatch, read, value):
    say(NAME=value)
    monkeypatch.setitem(environment.PARSERS, "NAME", environment.env.cache_url)
    with pytest.raises(ImproperlyConfigured, match="NAME must"):
        read("NAME", {environment.switch: False, environment.number: 0}.get(read, ""))


def test_what_is_understood(say):
    say(NAME="https://Portal.Example.org:8443/")
    assert environment.site("NAME", "").geturl() == "https://portal.example.org:8443"
    say(NAME="http://[::1]:8000")
    assert environment.site("NAME", "").port == 8000
    say(NAME="Off")
    assert environment.switch("NAME", True) is False
    say()
    assert environment.switch("NAME", True) is True
    assert environment.number("NAME", 1) == 1


def test_a_short_secret_is_refused_and_half_of_one_is_never_read(say, tmp_path):
    say(SECRET_KEY="short")
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY must have 50"):
        environment.kept_secret("secret_key", tmp_path)
    say()
    made = environment.kept_secret("secret_key", tmp_path)
    assert environment.kept_secret("secret_key", tmp_path) == made
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [
        ("secret_key", 0o600)
    ]
    (tmp_path / "secret_key").write_text(made[:20])
    with pytest.raises(ImproperlyConfigured, match="is damaged"):
        environment.kept_secret("secret_key", tmp_path)
