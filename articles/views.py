from __future__ import annotations


def _stub(request, **kwargs):
    raise NotImplementedError


condition_list = condition = article_list = article = _stub
