"""The figures of a year and the statements of reasons, to read and to hand on."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import groupby

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.template.response import TemplateResponse

from forum import figures
from forum.models import Statement

SEE = "forum.see_figures"


class Echo:
    """What the csv module writes to, so that each line goes out as it is made."""

    def write(self, line: str) -> str:
        return line


def _year(request: HttpRequest) -> int:
    if not (request.user.is_staff and request.user.has_perm(SEE)):
        raise PermissionDenied
    known = {str(year): year for year in figures.years()}
    asked = request.GET.get("year", str(max(known.values())))
    if asked not in known:
        raise Http404("No such year")
    return known[asked]


def show(request: HttpRequest) -> HttpResponse:
    """All of one year; `?format=csv` for a spreadsheet."""
    year = _year(request)
    found = figures.of(year)
    if request.GET.get("format") == "csv":
        rows = [["section", "figure", "count or hours"]]
        rows += [[figure.section, figure.name, figure.exact] for figure in found]
        return _csv(rows, f"figures-{year}.csv")
    sections = [(name, list(part)) for name, part in groupby(found, key=lambda each: each.section)]
    context = admin.site.each_context(request) | {
        "title": f"Figures of {year}", "year": year, "years": figures.years(), "sections": sections,
    }  # fmt: skip
    return TemplateResponse(request, "admin/forum/figures.html", context)


def statements(request: HttpRequest) -> HttpResponse:
    """Every statement of reasons of one year, without anybody's name or words."""
    year = _year(request)
    rows = Statement.objects.filter(at__year=year).select_related("decision", "appeal")
    lines = (row.as_row() for row in rows.order_by("pk").iterator(chunk_size=1_000))
    if request.GET.get("format") == "csv":
        return _csv(_with_heads(lines), f"statements-{year}.csv")
    response = StreamingHttpResponse(
        _json(lines), content_type=JsonResponse({}).headers["Content-Type"]
    )
    response["Content-Disposition"] = f'attachment; filename="statements-{year}.json"'
    return response


def _json(lines: Iterator[dict]) -> Iterator[str]:
    yield "["
    for number, line in enumerate(lines):
        yield f"{',' if number else ''}\n{json.dumps(line)}"
    yield "\n]\n"


def _with_heads(lines: Iterator[dict]) -> Iterator[list]:
    for number, line in enumerate(lines):
        if not number:
            yield list(line)
        yield list(line.values())


def _csv(rows: Iterator[list] | list[list], name: str) -> StreamingHttpResponse:
    writer = csv.writer(Echo())
    response = StreamingHttpResponse(
        (writer.writerow(row) for row in rows), content_type="text/csv"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
