"""Publications and retirements at a time to come, as the task worker carries them out."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from articles import models as articles  # they import this module: their names are read when used


@task()
def carry_out(pk: int) -> None:
    """Do what was planned. A plan that was cancelled, replaced or done before does nothing."""
    plan = articles.Plan.objects.filter(pk=pk).first()
    if plan:
        plan.carry_out()


def take_up() -> None:
    """Enqueue again what should have been done by now: its task was lost. Runs daily."""
    late = articles.Plan.objects.filter(state="waiting", at__lte=timezone.now())
    for plan in late:
        carry_out.enqueue(plan.pk)
