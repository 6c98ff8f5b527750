"""The letter as JSON: the tree itself, each object with the name of its type."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from app.domain.documents import LetterDocument


def render_json(document: LetterDocument) -> bytes:
    """Return the document as UTF-8 JSON that ends with a line feed.

    An object has a `type` (the name of its class) and a member for each field. Dates are
    ISO 8601, the content of pictures is base64.
    """
    text = json.dumps(_value(document), ensure_ascii=False, indent=1)
    return text.encode("utf-8") + b"\n"


def _value(value: object) -> Any:
    if is_dataclass(value):
        members = {field.name: _value(getattr(value, field.name)) for field in fields(value)}
        return {"type": type(value).__name__, **members}
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, date):
        return value.isoformat()
    return value
