"""Nothing points to a member without a word on what they see of it and what becomes of it."""

from __future__ import annotations

import pytest
from django.db import models
from django.test.utils import isolate_apps

from portal.leaving import registry
from portal.models import User

WRITE_ONE = (
    "These columns point to a member. Say in HELD of the app's leaving.py what the member is shown "
    "of them and what becomes of them when the account is closed; portal/leaving/registry.py shows "
    "how"
)


def test_every_column_that_points_to_a_member_has_an_entry():
    missing = registry.without_entry()
    assert not missing, f"{WRITE_ONE}: {', '.join(sorted(missing))}"
    assert set(registry.held()) <= set(registry.columns()), (
        "an entry for a column that is not there"
    )
    assert len(registry.columns()) > 20


def test_the_rule_itself_finds_a_new_column():
    with isolate_apps("forum") as apps:

        class Candle(models.Model):
            lit_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
            seen_by = models.ManyToManyField(User, related_name="candles")
            holder = models.OneToOneField(User, on_delete=models.CASCADE, related_name="candle")

            class Meta:
                app_label = "forum"

            def __str__(self) -> str:
                return "candle"

        new = {"forum.Candle.lit_by", "forum.Candle.seen_by", "forum.Candle.holder"}
        assert registry.without_entry(apps) == new


def test_two_entries_for_one_column_are_refused(settings):
    settings.LEAVING = ["forum.leaving", "forum.leaving"]
    with pytest.raises(LookupError, match="two entries"):
        registry.held()


def test_every_entry_fits_its_column(db, alice):
    columns = registry.columns()
    for name, entry in registry.held().items():
        assert bool(entry.shows) != bool(entry.hidden), f"{name}: shown, or why not"
        if entry.leave is registry.unname:
            assert columns[name].null, name
        assert not (entry.keeps and entry.leave in {registry.delete, registry.unname}), name
        assert entry.leave is not registry.keep or entry.keeps, f"{name}: why is it kept?"
        assert list(registry.shown(entry, alice)) is not None, f"{name}: paths that exist"
        secrets = {"password", "data", "session_data", "session_key", "link_hash"}
        assert not secrets & set(entry.shows), name
