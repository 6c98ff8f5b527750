"""The forms of the directory: an organization, its spellings, its addresses, what it became."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Optional, ValidationError

from app.domain.directory import Change
from app.domain.errors import Refused
from app.services.directory_editing import OrganizationAnswers
from app.services.directory_settling import SuccessionAnswers
from app.web.desk.words import in_words
from app.web.forms.sign_on import is_web_address
from app.web.words import gettext as _
from app.web.words import lazy_gettext as _l


def _trimmed(text: str | None) -> str:
    return " ".join((text or "").split())


class _BesideField(FlaskForm):
    def show_beside_field(self, refused: Refused) -> bool:
        """Put a refusal such as "name:spelling-taken" beside its field, if there is one."""
        name, has_field, _rest = refused.code.partition(":")
        if not has_field or name not in self:
            return False
        self[name].errors = [*self[name].errors, in_words(refused)]
        return True


class OrganizationForm(_BesideField):
    name = StringField(
        _l("Name, as it prints"),
        filters=[_trimmed],
        validators=[InputRequired(_l("Give the name as it should print"))],
    )
    acronym = StringField(_l("Acronym"), filters=[_trimmed])
    website = StringField(_l("Website"), filters=[_trimmed])
    city = StringField(_l("City"), filters=[_trimmed])
    state = StringField(_l("State or territory"), filters=[_trimmed])
    country = StringField(_l("Country"), filters=[_trimmed])
    sort_name = StringField(_l("Sorts as"), filters=[_trimmed])
    notes = TextAreaField(_l("Notes for members"))

    def validate_website(self, field: StringField) -> None:
        if field.data and not is_web_address(field.data):
            raise ValidationError(_("Give the website as in “example.org”, or leave it empty"))

    def answers(self) -> OrganizationAnswers:
        return OrganizationAnswers(
            **{each: self[each].data or "" for each in OrganizationAnswers.__slots__}
        )


class SpellingForm(_BesideField):
    spelling = StringField(
        _l("Another spelling"),
        filters=[_trimmed],
        validators=[InputRequired(_l("Give the spelling"))],
    )
    spelling_place = StringField(_l("With the place"), filters=[_trimmed])


class AddressForm(_BesideField):
    address = StringField(
        _l("Address or domain"),
        filters=[_trimmed],
        validators=[InputRequired(_l("Give an address or a domain"))],
    )


class SuccessionForm(_BesideField):
    kind = RadioField(
        _l("What happened"),
        choices=[
            SelectChoice(Change.MERGED.value, _l("It merged, alone or with others")),
            SelectChoice(Change.RENAMED.value, _l("It took another name")),
            SelectChoice(Change.SPLIT.value, _l("It split: this is one of its parts")),
        ],
        validators=[InputRequired(_l("Say what happened"))],
    )
    becomes = StringField(
        _l("What it became"),
        filters=[_trimmed],
        validators=[InputRequired(_l("Give the name of what it became"))],
    )
    on = DateField(
        _l("On which day"),
        validators=[Optional()],
    )
    others = TextAreaField(_l("Who merged with it"))

    def validate_on(self, field: DateField) -> None:
        if field.data is None:
            raise ValidationError(_("Give the day, such as 2027-03-01"))

    def answers(self) -> SuccessionAnswers:
        return SuccessionAnswers(
            kind=str(self.kind.data or ""),
            becomes=self.becomes.data or "",
            on=self.on.data,
            others=tuple(filter(None, map(_trimmed, (self.others.data or "").splitlines()))),
        )
