"""The mail room: pages under /desk/mail that show what the catcher kept. Only in `make run`."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, make_response, render_template

from dev import mail_room

pages = Blueprint("mail_room", __name__, url_prefix="/desk/mail", template_folder="templates")

# What a mail may do inside its frame: show its own styles, follow a link into a new tab.
HTML_PART_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
# The service's own pages hold no frame; the page of a mail holds that one.
MAIL_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'"


def register(app: Flask, maildir: Path) -> None:
    """Hang the mail room on the app, reading the Maildir at `maildir`."""
    app.config["MAILDIR"] = maildir
    app.register_blueprint(pages)


@pages.get("")
def mails() -> str:
    return render_template("mail_room/list.html", mails=mail_room.caught(_maildir()))


@pages.get("/<key>")
def mail(key: str) -> Response:
    answer = make_response(render_template("mail_room/mail.html", mail=_found(key)))
    answer.headers["Content-Security-Policy"] = MAIL_POLICY
    return answer


@pages.get("/<key>/html")
def html_part(key: str) -> Response:
    answer = Response(_found(key).html, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = HTML_PART_POLICY
    return answer


def _found(key: str) -> mail_room.CaughtMail:
    found = mail_room.mail(_maildir(), key)
    if found is None:
        abort(404)
    return found


def _maildir() -> Path:
    return Path(current_app.config["MAILDIR"])
