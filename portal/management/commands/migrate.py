"""Django's own migrate, without rendering every model anew after each small step."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ProjectState


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with few_models_rendered():
            super().handle(*args, **options)


@contextlib.contextmanager
def few_models_rendered() -> Iterator[None]:
    """After a step, render only the model that it changes, where its relations stay as they are.

    Django renders with it all that are related: here, through their members, nearly all models,
    for each of 900 steps. That was three quarters of a first start. What a migration's Python
    gets is rendered in full all the same: to be delayed means just that.
    """
    related = ProjectState._find_reload_model

    def itself(
        state: ProjectState, app: str, model: str, delay: bool = False
    ) -> set[tuple[str, str]]:
        is_new = model not in state.apps.all_models[app]
        if delay or is_new:
            state.is_delayed = True
            return {(app, model)}
        return related(state, app, model, delay)

    ProjectState._find_reload_model = itself
    try:
        yield
    finally:
        ProjectState._find_reload_model = related
