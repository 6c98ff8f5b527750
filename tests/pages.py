"""A client that reads pages as a person does, and refuses those that nobody should get.

Every page fetched is valid HTML in a known language, with a title, one h1, a label for each
field, ids that are unique and a token in each form that changes something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

FIELDS = ("input", "select", "textarea")
NEED_NO_LABEL = ("hidden", "submit", "button")


@dataclass(frozen=True)
class Page:
    """One answer of the service, parsed."""

    response: TestResponse
    root: Element

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def title(self) -> str:
        return words(next(self.root.iter("title")))

    @property
    def heading(self) -> str:
        return words(next(self.root.iter("h1")))

    @property
    def main(self) -> str:
        """The words of the page without its bar and foot."""
        return words(next(self.root.iter("main")))

    @property
    def language(self) -> str:
        return self.root.get("lang", "")

    def find(self, identity: str) -> Element:
        return next(e for e in self.root.iter() if e.get("id") == identity)

    def has(self, identity: str) -> bool:
        return any(e.get("id") == identity for e in self.root.iter())

    def all(self, tag: str, style: str = "") -> list[Element]:
        return [e for e in self.root.iter(tag) if not style or style in e.get("class", "").split()]

    def names(self) -> list[str]:
        """The lines under the letter, in the order in which they stand."""
        lists = [e for e in self.root.iter("ul") if "name-list" in e.get("class", "").split()]
        return [words(line) for names in lists for line in names.iter("li")]

    def links(self) -> list[str]:
        return [e.get("href", "") for e in self.root.iter("a")]

    def faults(self) -> dict[str, str]:
        """What the summary on top says, by the field that each line leads to."""
        summary = next(e for e in self.root.iter("div") if e.get("role") == "alert")
        return {link.get("href", "")[1:]: words(link) for link in summary.iter("a")}

    def value(self, name: str) -> str:
        """What stands in a field now."""
        field = next(e for e in self._fields() if e.get("name") == name)
        if field.tag == "select":
            chosen = [o for o in field.iter("option") if "selected" in o.attrib]
            return chosen[0].get("value", "") if chosen else ""
        return field.get("value", "")

    def form(self, action: str) -> Element:
        """The form that goes to an address which begins with `action`."""
        return next(f for f in self.root.iter("form") if f.get("action", "").startswith(action))

    def _fields(self) -> Iterator[Element]:
        for element in self.root.iter():
            if element.tag in FIELDS:
                yield element

    def check(self) -> None:
        """Fail where a page lacks what every page has."""
        assert self.language in ("en", "es")
        assert self.title
        assert len(self.all("h1")) == 1
        identities = [e.get("id") for e in self.root.iter() if e.get("id")]
        assert len(identities) == len(set(identities))
        labelled = {label.get("for") for label in self.root.iter("label")}
        for field in self._fields():
            if field.get("type") not in NEED_NO_LABEL:
                assert field.get("id") in labelled or field.get("aria-label"), field.attrib
        for form in self.root.iter("form"):
            if form.get("method", "get").lower() == "post":
                assert any(f.get("name") == "csrf_token" for f in form.iter("input"))


class PageClient:
    """Asks the service for pages, and checks each of them."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, address: str, *, language: str = "en") -> Page:
        return self._page(self.client.get(address, headers={"Accept-Language": language}))

    def send(self, page: Page, action: str, answers: Mapping[str, str] | None = None) -> Page:
        """Fill in and send the form of `page` that goes to `action`; follows to the next page."""
        form = page.form(action)
        token = next(f for f in form.iter("input") if f.get("name") == "csrf_token")
        data = {**(answers or {}), "csrf_token": token.get("value", "")}
        answer = self.client.post(form.get("action", ""), data=data, follow_redirects=True)
        return self._page(answer)

    def _page(self, response: TestResponse) -> Page:
        return page_of(response)


def page_of(response: TestResponse) -> Page:
    """Return an answer as a page; fail where it is none that somebody should get."""
    assert response.mimetype == "text/html"
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = Page(response, parser.parse(response.text))
    page.check()
    return page


def words(element: Element) -> str:
    """The words of an element, each run of blanks as one space."""
    return " ".join("".join(element.itertext()).split())
