"""The service as `make run` serves it: the same application, with the mail room on top."""

from __future__ import annotations

import os
from pathlib import Path

from app import create_app
from dev import mail_pages

application = create_app()
mail_pages.register(application, Path(os.environ["UNDERSIGNED_MAILDIR"]))
