"""What a line owes to those who stand behind it: its standing, and the signer it prints."""

from __future__ import annotations

from dataclasses import replace

from app.services import confirming, documents, signing
from app.services.listing import printed_by_signer
from app.store import sign_ons as sign_on_rows
from app.store import signatories as signatory_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.sign_ons import SignOnRow
from app.store.signatories import SignatoryRow


def stand_by_who_is_left(connection: Connection, letter: LetterRow, signatory_id: int) -> None:
    """The line goes with the last who signed for it; else it names the first who still does."""
    line = signatory_rows.find(connection, signatory_id)
    left = sign_on_rows.oldest_behind(connection, signatory_id)
    if left is None:
        # A line that the organizer holds or disputes stays so: leaving and signing anew
        # is no way around that.
        if line.standing == "listed":
            signatory_rows.change(connection, signatory_id, standing="withdrawn")
        return
    printed = printed_from(connection, letter, line, left)
    signatory_rows.change(connection, signatory_id, **printed)


def printed_from(
    connection: Connection, letter: LetterRow, line: SignatoryRow, sign_on: SignOnRow
) -> dict[str, str]:
    """Return the columns of the line that come from who signed, were it this sign-on alone."""
    if sign_on.channel == "web":
        file = documents.letter_file(connection, letter)
        return printed_by_signer(signing.signatory_of(confirming.answers_of(sign_on), file))
    own = replace(documents.as_signatory(line), website=sign_on.website)
    return printed_by_signer(
        replace(own, signer_name=sign_on.signer_name, signer_title=sign_on.signer_title)
    )
