"""A missing program skips its tests, unless the build insists on it."""

from __future__ import annotations

import pytest

from tests import requires as module
from tests.requires import is_insisted_on, need, requires


@pytest.mark.parametrize(
    ("wanted", "insisted"),
    [
        pytest.param("", False, id="nothing"),
        pytest.param("browser", False, id="another"),
        pytest.param("browser, qpdf", True, id="named among others"),
        pytest.param("all", True, id="all"),
    ],
)
def test_require_names_what_must_not_be_missing(wanted: str, insisted: bool) -> None:
    assert is_insisted_on("qpdf", wanted) is insisted


def test_what_is_missing_skips_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "missing", lambda name: f"no {name} here")
    monkeypatch.setenv("REQUIRE", "")

    with pytest.raises(pytest.skip.Exception, match="needs qpdf: no qpdf here"):
        need("qpdf")


def test_what_is_missing_fails_where_the_build_insists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "missing", lambda name: f"no {name} here")
    monkeypatch.setenv("REQUIRE", "all")

    with pytest.raises(pytest.fail.Exception, match="REQUIRE asks for qpdf"):
        need("qpdf")


def test_a_need_that_nobody_knows_is_a_mistake_in_the_test() -> None:
    with pytest.raises(ValueError, match="telepathy"):
        requires("telepathy")
