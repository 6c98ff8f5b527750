"""The forms of the desk: a new letter, and who reads, signs and sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, MultipleFileField
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, ValidationError

from app.domain.roles import Member
from app.domain.visibility import Audience, Reads, Shows, Signs, contradictions
from app.web.desk.words import in_words
from app.web.words import gettext as _
from app.web.words import lazy_gettext as _l


def _trimmed(text: str | None) -> str:
    return (text or "").strip()


class NewLetterForm(FlaskForm):
    """A letter file, chosen or pasted; the coalition only where there are several."""

    coalition = SelectField(
        _l("Coalition"),
        validators=[InputRequired(_l("Choose the coalition whose letter this is"))],
    )
    file = FileField(_l("Choose a letter file"))
    text = TextAreaField(_l("Or paste it"))
    pictures = MultipleFileField(_l("Its pictures"))
    slug = StringField(_l("Its address"), filters=[_trimmed])

    @classmethod
    def for_members(cls, members: Sequence[Member], *, is_sent: bool = True) -> NewLetterForm:
        """Return the form with what was sent; without, where that could not be read."""
        form = cls() if is_sent else cls(formdata=None)
        form.coalition.choices = [
            SelectChoice(one.coalition_slug, one.coalition_name) for one in members
        ]
        if len(members) == 1:
            del form.coalition
        return form

    def member(self, members: Sequence[Member]) -> Member:
        """Return the membership that the letter is added by."""
        if "coalition" not in self:
            return members[0]
        return next(one for one in members if one.coalition_slug == self.coalition.data)

    def letter_file(self) -> bytes:
        """Return the file that was chosen, else what was pasted.

        What was pasted stays in the field when a file takes its place; the page then shows
        the file's text there.
        """
        chosen = self.file.data.read() if self.file.data else b""
        if chosen:
            self.text.data = _readable(chosen)
            return bytes(chosen)
        return (self.text.data or "").encode()

    def validate_text(self, field: TextAreaField) -> None:
        if not self.file.data and not (field.data or "").strip():
            raise ValidationError(_("Choose a letter file, or paste one here"))


class VisibilityForm(FlaskForm):
    """The three settings of a letter, each a choice between sentences.

    A value that is not among the choices is nobody's slip; the service refuses it.
    """

    reads = RadioField(
        _l("Who reads the text"),
        choices=[
            SelectChoice(Reads.MEMBERS.value, _l("Members of the coalition")),
            SelectChoice(Reads.LINK.value, _l("Whoever has the private link")),
            SelectChoice(Reads.PUBLIC.value, _l("Everybody")),
        ],
        validators=[InputRequired(_l("Say who reads the text"))],
        validate_choice=False,
    )
    signs = RadioField(
        _l("Who may sign"),
        choices=[
            SelectChoice(Signs.INVITED.value, _l("Those you invite")),
            SelectChoice(Signs.LINK.value, _l("Whoever has the private link")),
            SelectChoice(Signs.PUBLIC.value, _l("Everybody who reads it")),
        ],
        validators=[InputRequired(_l("Say who may sign"))],
        validate_choice=False,
    )
    shows = RadioField(
        _l("Who sees the names while it collects"),
        choices=[
            SelectChoice(Shows.MEMBERS.value, _l("Members of the coalition")),
            SelectChoice(Shows.SIGNERS.value, _l("Those who have signed")),
            SelectChoice(Shows.PUBLIC.value, _l("Everybody who reads it")),
        ],
        validators=[InputRequired(_l("Say who sees the names"))],
        validate_choice=False,
    )

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Are the settings all said, and do they hold beside each other?"""
        return super().validate(extra_validators) and not self._contradicts()

    def _contradicts(self) -> bool:
        """Put a sentence beside each setting that the others leave without a meaning."""
        wanted = Audience.parse(reads=self.reads.data, signs=self.signs.data, shows=self.shows.data)
        refused = () if wanted is None else contradictions(wanted)
        for each in refused:
            self[each.code.partition(":")[0]].errors = [in_words(each)]
        return bool(refused)


def _readable(data: bytes) -> str:
    """Return the text of a file as far as it is text: a Word file would only fill the field."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "" if b"\0" in data else data.decode("cp1252", "replace")
