"""Lazily made dataclasses behave as the standard library's do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import threading
from dataclasses import FrozenInstanceError, field, fields, is_dataclass, replace

import pytest

from app.domain.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    city: str
    state: str = "OH"
    tags: tuple[str, ...] = field(default_factory=tuple)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


@dataclass(frozen=True, slots=True)
class Named:
    name: str

    def __repr__(self) -> str:
        return "Named(...)"


@dataclass(frozen=True, slots=True)
class Longer(Named):
    more: int = 0


def test_a_value_has_its_fields_and_defaults():
    place = Place("Dayton", tags=("a",))

    assert (place.city, place.state, place.tags, place.secret) == ("Dayton", "OH", ("a",), "")
    assert [each.name for each in fields(place)] == ["city", "state", "tags", "secret"]
    assert is_dataclass(Place)
    assert not hasattr(place, "__dict__")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [((), "city"), (("a", "b", (), "c", "d"), "positional")],
    ids=["too few", "too many"],
)
def test_wrong_arguments_are_refused(arguments: tuple[object, ...], message: str):
    with pytest.raises(TypeError, match=message):
        Place(*arguments)  # type: ignore[arg-type]


def test_nothing_can_be_changed():
    place = Place("Dayton")

    with pytest.raises(FrozenInstanceError):
        place.city = "Akron"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del place.city


def test_equal_values_are_equal_and_hash_alike():
    assert Place("Dayton") == Place("Dayton", "OH")
    assert Place("Dayton") != Place("Dayton", "KY")
    assert len({Place("Dayton"), Place("Dayton"), Place("Akron")}) == 2
    assert Nothing() == Nothing()
    assert Named("x") != Longer("x")
    assert Named("x").__eq__("x") is NotImplemented


def test_a_value_can_be_matched_replaced_copied_and_pickled():
    place = Place("Dayton", "OH", ("a",))

    match place:
        case Place(city, state):
            assert (city, state) == ("Dayton", "OH")
    assert replace(place, city="Akron") == Place("Akron", "OH", ("a",))
    assert copy.deepcopy(place) == place
    assert pickle.loads(pickle.dumps(place)) == place  # noqa: S301 - our own bytes
    assert dataclasses.asdict(place)["tags"] == ("a",)


def test_a_value_shows_itself_without_what_it_hides():
    assert repr(Place("Dayton", secret="s")) == "Place(city='Dayton', state='OH', tags=())"
    assert repr(Named("x")) == "Named(...)"


def test_a_class_that_builds_on_another_has_the_fields_of_both():
    assert Longer("x", 2).name == "x"
    assert replace(Longer("x", 2), more=3) == Longer("x", 3)


@pytest.mark.parametrize(
    "options", [{"compare": False}, {"init": False}, {"hash": False}, {"kw_only": True}]
)
def test_what_it_does_not_know_is_refused(options: dict[str, bool]):
    with pytest.raises(TypeError, match=r"Strange\.number"):

        @dataclass(frozen=True, slots=True)
        class Strange:
            number: int = field(default=1, **options)  # type: ignore[misc, call-overload]


def test_threads_that_make_the_first_value_at_once_all_get_theirs():
    @dataclass(frozen=True, slots=True)
    class Raced:
        number: int

    made: list[Raced] = []
    barrier = threading.Barrier(8)

    def make(number: int) -> None:
        barrier.wait()
        made.append(Raced(number))

    threads = [threading.Thread(target=make, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(each.number for each in made) == list(range(8))
