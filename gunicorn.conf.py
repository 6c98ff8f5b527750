"""gunicorn for `make serve`: read from the environment, with private addresses out of the log.

HOST, PORT, WEB_WORKERS, WEB_THREADS and FORWARDED_ALLOW_IPS are described in docs/running.md.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS") or 2)
threads = int(os.environ.get("WEB_THREADS") or 8)
# Longer than the slowest export of a long list, shorter than a visitor's patience.
timeout = 60
graceful_timeout = 30
keepalive = 5
# Whose word about the visitor's scheme counts: nobody's, unless the operator names a proxy.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS") or ""
control_socket_disable = True

accesslog = "-"
access_log_format = '%(t)s "%(r)s" %(s)s %(b)s %(M)sms'

_TOKEN_IN_PATH = re.compile(r"(/(?:confirm|sign-on|asked|account/reset|invitations?)/)[^/?\s\"]+")
_TOKEN_IN_QUERY = re.compile(r"([?&](?:key|token)=)[^&\s\"]+")


def masked(text: str) -> str:
    """Return a path, request line or address with every token and private key starred out.

    Whoever reads a log must not be able to confirm, withdraw or read in somebody's name.
    """
    return _TOKEN_IN_QUERY.sub(r"\1***", _TOKEN_IN_PATH.sub(r"\1***", text))


class MaskingLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn's own logger, with tokens masked in whatever part of the line holds an address."""

    def atoms(
        self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta
    ) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(resp, req, environ, request_time)
        return {
            name: masked(value) if isinstance(value, str) else value
            for name, value in atoms.items()
        }


logger_class = MaskingLogger
