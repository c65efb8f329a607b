"""How gunicorn serves the portal: `gunicorn --config python:portal.serving portal.wsgi`."""

from __future__ import annotations

worker_class = "gthread"
workers = 2
threads = 8
timeout = 30
graceful_timeout = 10
max_requests = 5000
max_requests_jitter = 500
limit_request_line = 8190
control_socket_disable = True
# By default a visitor behind the proxy could say in a header which page was asked for.
forwarder_headers = ""
# What it says at WARNING holds addresses and parts of requests.
loglevel = "error"
