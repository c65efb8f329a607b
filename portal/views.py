from __future__ import annotations


def _stub(request, exception=None, **kwargs):
    raise NotImplementedError


home = search = topic = about = editorial = rules = privacy = accessibility = me = mark_read = _stub
robots = healthz = readyz = bad_request = permission_denied = page_not_found = server_error = _stub
csrf_failure = _stub
