"""One process that confirms sign-ons over HTTP, as fast as it can.

    python -m tests.faults.confirmer '{"environ": {...}, "tokens": [...], "start_at": 1.0}'

Prints the status of every answer as JSON. The start is a moment on the clock, so that all
processes press their buttons at once.
"""

from __future__ import annotations

import json
import re
import sys
import time

from app import create_app
from config import Settings


def main() -> None:
    told = json.loads(sys.argv[1])
    client = create_app(Settings.from_environment(told["environ"])).test_client()
    csrf = {}
    for token in told["tokens"]:
        page = client.get(f"/confirm/{token}", base_url=told["environ"]["PUBLIC_URL"])
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        csrf[token] = found[1] if found else ""
    time.sleep(max(0.0, told["start_at"] - time.time()))
    statuses = [
        client.post(
            f"/confirm/{token}",
            data={"csrf_token": csrf[token]},
            base_url=told["environ"]["PUBLIC_URL"],
        ).status_code
        for token in told["tokens"]
    ]
    sys.stdout.write(json.dumps(statuses))


if __name__ == "__main__":
    main()
