"""The forms of a list's order: how it is sorted and grouped, and what one line has of its own."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length, ValidationError

from app.domain.headings import Membership, Step
from app.domain.letters import Order
from app.services.ordering import LineSettings
from app.services.settling_lines import LAST_PIN, LONGEST_WORDS, Settings
from app.web.words import gettext as _
from app.web.words import lazy_gettext as _l

BY_HAND = "hand"

STEPS = [
    SelectChoice(Step.SCOPE.value, _l("by scope: national, state, local")),
    SelectChoice(Step.STATE.value, _l("by state")),
    SelectChoice(Step.COUNTRY.value, _l("by country")),
    SelectChoice(Step.KIND.value, _l("organizations, then individuals")),
    SelectChoice(Step.MEMBERS.value, _l("members, then allies")),
    SelectChoice(Step.CATEGORY.value, _l("by your own categories")),
]
PINS = ("none", "place", "last")


def _trimmed(text: str | None) -> str:
    return " ".join((text or "").split())


class RuleForm(FlaskForm):
    """How a list is sorted, and by what it is grouped, one step within the other."""

    order = RadioField(
        _l("Sorted"),
        choices=[
            SelectChoice(Order.ALPHABETICAL.value, _l("By name")),
            SelectChoice(Order.SIGNED.value, _l("By when they signed")),
            SelectChoice(Order.MANUAL.value, _l("By the numbers you give")),
        ],
        validate_choice=False,
    )
    first = SelectField(
        _l("Grouped"),
        choices=[
            SelectChoice(Step.NONE.value, _l("not at all: one list")),
            SelectChoice(BY_HAND, _l("by hand: each line has the group you give it")),
            *STEPS,
        ],
        validate_choice=False,
    )
    second = SelectField(
        _l("Within a group"),
        choices=[SelectChoice("", _l("no further groups")), *STEPS],
        validate_choice=False,
    )

    @classmethod
    def of(cls, order: str, steps: Sequence[str]) -> RuleForm:
        """Return the form with what stands. A third step stands where a letter file says so."""
        return cls(
            formdata=None,
            order=order,
            first=steps[0] if steps else BY_HAND,
            second=",".join(steps[1:]),
        )

    def rule(self) -> str:
        """Return the rule that was chosen, as the service reads it."""
        first, second = self.first.data or "", self.second.data or ""
        if first == BY_HAND:
            return ""
        return first if first == Step.NONE or second in ("", first) else f"{first},{second}"


class LineForm(FlaskForm):
    """What one line has of its own: what it is sorted by, its group, its place."""

    sort_name = StringField(
        _l("Sorted as"),
        filters=[_trimmed],
        validators=[Length(max=LONGEST_WORDS, message=_l("Use 300 characters at most"))],
    )
    group_is = RadioField(
        _l("Its group"),
        choices=[
            SelectChoice("rule", _l("As the list is grouped")),
            SelectChoice("own", _l("One that you give it")),
        ],
        default="rule",
        validate_choice=False,
    )
    group = StringField(
        _l("Group"),
        filters=[_trimmed],
        validators=[Length(max=LONGEST_WORDS, message=_l("Use 300 characters at most"))],
    )
    category = StringField(
        _l("Category"),
        filters=[_trimmed],
        validators=[Length(max=LONGEST_WORDS, message=_l("Use 300 characters at most"))],
    )
    membership = SelectField(
        _l("Member or ally"),
        choices=[
            SelectChoice("", _l("not said")),
            SelectChoice(Membership.MEMBER.value, _l("Member of the coalition")),
            SelectChoice(Membership.ALLY.value, _l("Ally")),
        ],
        validate_choice=False,
    )
    pin_is = RadioField(
        _l("Its place"),
        choices=[
            SelectChoice("none", _l("Where the order puts it")),
            SelectChoice("place", _l("Always at the same place of its group")),
            SelectChoice("last", _l("Always the last of its group")),
        ],
        default="none",
        validate_choice=False,
    )
    pin = StringField(_l("Which place"), filters=[_trimmed])
    number = StringField(_l("Its number"), filters=[_trimmed])

    @classmethod
    def of(cls, shown: LineSettings) -> LineForm:
        pin = shown.pin
        return cls(
            formdata=None,
            sort_name=shown.sort_name,
            group_is="own" if shown.has_own_group else "rule",
            group=shown.group,
            category=shown.category,
            membership=shown.membership,
            pin_is="none" if pin is None else ("place" if pin != -1 else "last"),
            pin="" if pin in (None, -1) else str(pin),
            number="" if shown.manual_order is None else f"{shown.manual_order:g}",
        )

    def settings(self) -> Settings:
        return Settings(
            sort_name=self.sort_name.data or "",
            category=self.category.data or "",
            membership=self.membership.data or "",
            pin=self._pin(),
            manual_order=_figure(self.number.data or ""),
            group=self.group.data or "",
            has_own_group=self.group_is.data == "own",
        )

    def validate_pin(self, field: StringField) -> None:
        if self.pin_is.data != "place":
            return
        place = _whole(field.data or "")
        if place is None or not 1 <= abs(place) <= LAST_PIN:
            raise ValidationError(_("Give a place from 1 to 10,000"))

    def validate_number(self, field: StringField) -> None:
        if field.data and _figure(field.data) is None:
            raise ValidationError(_("Give a number, such as 3 or 2.5"))

    def _pin(self) -> int | None:
        match self.pin_is.data:
            case "place":
                return _whole(self.pin.data or "")
            case "last":
                return -1
        return None


def _whole(text: str) -> int | None:
    try:
        return int(text)
    except ValueError:
        return None


def _figure(text: str) -> float | None:
    try:
        figure = float(text)
    except ValueError:
        return None
    return figure if abs(figure) <= 1e9 else None
