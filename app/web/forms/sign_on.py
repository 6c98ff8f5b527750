"""The sign-on form: the shape of the answers. Whether they may sign is decided elsewhere."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.fields import EmailField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, StopValidation, ValidationError

from app.domain.authority import website_address
from app.domain.errors import Refused
from app.domain.names import check_name
from app.domain.places import STATES, state_name
from app.domain.signatories import Kind, Scope
from app.services.signing import SignOnAnswers, SignPage
from app.web.language import page_language
from app.web.refusals import in_words
from app.web.words import gettext as _
from app.web.words import lazy_gettext as _l

LONGEST_NAME = 300
LONGEST_ANSWER = 200
LONGEST_ADDRESS = 254
LONGEST_CITY = 100
LONGEST_WEBSITE = 300

# A host has a dot, and neither blanks nor characters that only a mistake puts there.
HOST = re.compile(r"(?!-)[^\s/@:?#\\<>\"'(),;]+(\.[^\s/@:?#\\<>\"'(),;]+)+")

IN_ONE_STATE = frozenset({Scope.STATE, Scope.LOCAL})


def _trimmed(text: str | None) -> str:
    return " ".join((text or "").split(" ")).strip()


class SignOnForm(FlaskForm):
    """The fields of the form. `for_page` drops those that the letter does not ask for."""

    kind = RadioField(
        _l("Who signs"),
        choices=[
            SelectChoice(Kind.ORGANIZATION.value, _l("An organization")),
            SelectChoice(Kind.INDIVIDUAL.value, _l("I sign for myself")),
        ],
        default=Kind.ORGANIZATION.value,
        validate_choice=False,
    )
    organization = StringField(_l("Name, as it should print"), filters=[_trimmed])
    scope = RadioField(
        _l("Where it works"),
        choices=[
            SelectChoice(Scope.NATIONAL.value, _l("In the whole country")),
            SelectChoice(Scope.REGIONAL.value, _l("In several states")),
            SelectChoice(Scope.STATE.value, _l("In one state or territory")),
            SelectChoice(
                Scope.LOCAL.value, _l("In a part of one state: a city, a county, a region")
            ),
            SelectChoice(Scope.TRIBAL.value, _l("For a tribe or tribal nation")),
            SelectChoice(Scope.INTERNATIONAL.value, _l("In several countries")),
        ],
        validate_choice=False,
    )
    state = SelectField(_l("State or territory"), validate_choice=False)
    city = StringField(
        _l("City"),
        filters=[_trimmed],
        validators=[
            InputRequired(_l("Give the city")),
            Length(max=LONGEST_CITY, message=_l("The city is too long")),
        ],
    )
    website = StringField(_l("Website"), filters=[_trimmed])
    signer_name = StringField(
        _l("Your name"),
        filters=[_trimmed],
        validators=[
            InputRequired(_l("Give your name")),
            Length(max=LONGEST_ANSWER, message=_l("Your name is too long")),
        ],
    )
    signer_title = StringField(
        _l("Your title"),
        filters=[_trimmed],
        validators=[
            InputRequired(_l("Give your title, such as “Executive director”")),
            Length(max=LONGEST_ANSWER, message=_l("Your title is too long")),
        ],
    )
    email = EmailField(_l("Your work e-mail"), filters=[_trimmed])
    authorized = BooleanField(
        _l(
            "I am authorized to add my organization to this letter, "
            "and it agrees to be listed as shown."
        ),
        validators=[InputRequired(_l("Tell us that you may sign for your organization"))],
    )

    @classmethod
    def for_page(cls, page: SignPage) -> SignOnForm:
        """Return the form with the questions of this letter, filled with what was sent."""
        form = cls()
        form.state.choices = [
            SelectChoice("", _("Choose …")),
            *(SelectChoice(code, name) for name, code in _states_by_name()),
        ]
        asked = {
            "kind": page.individuals,
            "scope": page.asks_scope,
            "state": page.asks_state,
            "city": page.asks_city,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del form[name]
        return form

    def show_beside_field(self, refused: Refused) -> bool:
        """Put a refusal such as "signer_name:name-long" beside its field, if there is one."""
        name, has_field, _rest = refused.code.partition(":")
        if not has_field or name not in self:
            return False
        self[name].errors = [*self[name].errors, in_words(refused)]
        return True

    def answers(self) -> SignOnAnswers:
        """Return what was answered, "" for what this letter does not ask."""
        return SignOnAnswers(
            organization=self._said("organization"),
            website=self._said("website"),
            scope=self._said("scope"),
            state=self._said("state") if self._is_in_one_state() else "",
            city=self._said("city"),
            signer_name=self._said("signer_name"),
            signer_title=self._said("signer_title"),
            email=reachable(self._said("email")) or self._said("email"),
            authorized=bool(self.authorized.data),
            kind=self._kind().value,
            authority=_(
                "I am authorized to add %(organization)s to this letter, "
                "and it agrees to be listed as shown.",
                organization=self._said("organization"),
            ),
        )

    def validate_kind(self, field: RadioField) -> None:
        if field.data not in tuple(Kind):
            raise ValidationError(_("Say whether an organization signs or you yourself"))

    def validate_scope(self, field: RadioField) -> None:
        if field.data not in tuple(Scope):
            raise ValidationError(_("Say where your organization works"))

    def validate_organization(self, field: StringField) -> None:
        outcome = check_name(field.data or "")
        if isinstance(outcome, Refused):
            raise ValidationError(in_words(outcome))

    def validate_state(self, field: SelectField) -> None:
        if not self._is_in_one_state():
            return
        if not field.data:
            raise ValidationError(_("Choose the state or territory"))
        if field.data not in STATES:
            raise ValidationError(_("Choose the state or territory from the list"))

    def validate_email(self, field: EmailField) -> None:
        text = field.data or ""
        if not text:
            raise StopValidation(_("Give your work e-mail address"))
        if "@" not in text:
            raise StopValidation(_("Your work e-mail has no @ sign"))
        if len(text) > LONGEST_ADDRESS:
            raise StopValidation(_("Your e-mail address is too long"))
        if reachable(text) is None:
            raise StopValidation(
                _("No mail can reach this address. Look for a letter too many or one missing.")
            )

    def validate_website(self, field: StringField) -> None:
        if not field.data:
            return
        # It is kept as a full address, with https:// before it.
        if len(website_address(field.data)) > LONGEST_WEBSITE:
            raise ValidationError(_("The website’s address is too long"))
        if not is_web_address(field.data):
            raise ValidationError(_("Give the website as in “example.org”, or leave it empty"))

    def _kind(self) -> Kind:
        """The kind that was chosen; an organization where none was, or none that there is."""
        said = self._said("kind")
        return Kind(said) if said in tuple(Kind) else Kind.ORGANIZATION

    def _is_in_one_state(self) -> bool:
        """A state is asked of those who work in one, and of all where the scope is not asked."""
        return "scope" not in self or self._said("scope") in IN_ONE_STATE

    def _said(self, name: str) -> str:
        return str(self[name].data or "") if name in self else ""


def _states_by_name() -> list[tuple[str, str]]:
    """Return the names of the states in the page's language, each with its postal code."""
    return sorted((state_name(code, language=page_language()), code) for code in STATES)


def reachable(address: str) -> str | None:
    """Return a mail address in the one form it is kept in, None where no mail can reach it.

    Lower case throughout: no mail service in use tells Ada@ from ada@. A name before the @
    outside ASCII would need servers that few have.
    """
    try:
        checked = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return checked.normalized.lower()


def is_web_address(text: str) -> bool:
    """Is this the address of a website, with or without https:// before it?

    Control characters make it none, as they are or in the form `%00`.
    """
    if any(unicodedata.category(letter).startswith("C") for letter in text + unquote(text)):
        return False
    whole = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError:
        return False
    has_site = bool(HOST.fullmatch(host)) and "@" not in parts.netloc
    return parts.scheme in ("http", "https") and has_site and " " not in whole
