"""gunicorn as `make run` starts it: one process, several threads, loopback only."""

from __future__ import annotations

import os

bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gthread"
workers = 1
threads = 8
loglevel = "warning"
# Ctrl-C should not wait for a browser's idle connection.
graceful_timeout = 2
keepalive = 2
# gunicorn's own control socket would have to lie somewhere; nobody speaks to it here.
control_socket_disable = True
