"""Frozen dataclasses that are cheap to define.

`dataclasses` writes and compiles five functions for each class as a module is imported: a
tenth of a second for the classes that `python -m app render` loads, most of which one letter
never makes. Here a class gets its `__init__` when its first value is made, and shares the
other methods. All else is the standard library's: fields, replace, match and types.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(*, frozen: bool = False, slots: bool = True) -> Callable[[type], type]:
        """Return what makes a class a dataclass with slots; a frozen one is made lazily."""
        if not frozen:
            return dataclasses.dataclass(slots=slots)
        return _frozen


def _frozen(cls: type) -> type:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    for field in dataclasses.fields(made):
        if not (field.init and field.compare and field.hash is None and not field.kw_only):
            raise TypeError(f"{cls.__name__}.{field.name}: only defaults and repr are known here")
    for name, method in _SHARED.items():
        # A class may bring its own, as with the standard library's.
        if name not in cls.__dict__:
            setattr(made, name, method)
    typed: type = made
    return typed


def _initialize_first(self: Any, *args: Any, **kwargs: Any) -> None:
    """Stand in for `__init__` until the first value of a class is made."""
    cls = type(self)
    cls.__init__ = _initializer(cls)
    cls.__init__(self, *args, **kwargs)


def _initializer(cls: type) -> Callable[..., None]:
    """Return the `__init__` of a frozen class: each slot is set past its own refusal."""
    scope: dict[str, Any] = {"_factory": dataclasses.MISSING}
    arguments, lines = [], []
    for field in dataclasses.fields(cls):
        name = field.name
        scope[f"_set_{name}"] = getattr(cls, name).__set__
        value = name
        if field.default is not dataclasses.MISSING:
            scope[f"_default_{name}"] = field.default
            arguments.append(f"{name}=_default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            scope[f"_make_{name}"] = field.default_factory
            arguments.append(f"{name}=_factory")
            value = f"_make_{name}() if {name} is _factory else {name}"
        else:
            arguments.append(name)
        lines.append(f" _set_{name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    # The names are those of the class's own fields, which Python has read as names before.
    exec(f"def __init__(self, {', '.join(arguments)}):\n" + "\n".join(lines or [" pass"]), scope)  # noqa: S102
    made: Callable[..., None] = scope["__init__"]
    return made


def _values(value: Any) -> tuple[Any, ...]:
    cls = type(value)
    getter = _GETTERS.get(cls)
    if getter is None:
        getter = _GETTERS[cls] = _getter([field.name for field in dataclasses.fields(cls)])
    return getter(value)


_GETTERS: dict[type, Callable[[Any], tuple[Any, ...]]] = {}


def _getter(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _equals(self: object, other: object) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash(_values(self))


def _repr(self: object) -> str:
    shown = (field for field in dataclasses.fields(self) if field.repr)  # type: ignore[arg-type]
    inner = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in shown)
    return f"{type(self).__qualname__}({inner})"


def _refuse(_self: object, name: str, *_value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: object) -> list[Any]:
    return list(_values(self))


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED: dict[str, Callable[..., Any]] = {
    "__init__": _initialize_first,
    "__setattr__": _refuse,
    "__delattr__": _refuse,
    "__eq__": _equals,
    "__hash__": _hash,
    "__repr__": _repr,
    "__getstate__": _state,
    "__setstate__": _restore,
}
