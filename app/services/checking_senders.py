"""Who sends: an address held against what the directory and former letters know.

The website that a sign-on gave itself is left out. Were it counted, whoever brings a website
of their own would always be known.
"""

from __future__ import annotations

from app.domain.authority import Sender, who_sends
from app.services.listing import prepared_for_index
from app.store import directory as rows
from app.store import directory_lines as line_rows
from app.store import signing_addresses as address_rows
from app.store.engine import Connection
from app.store.letters import LetterRow
from app.store.sign_ons import SignOnRow


def check_sender(
    connection: Connection, letter: LetterRow, sign_on: SignOnRow, organization_id: int | None
) -> Sender:
    """Return what the sign-on's address says; `organization_id` is whom the name means."""
    family = () if organization_id is None else rows.family(connection, organization_id)
    ids = [each.id for each in family]
    former = line_rows.former_websites(
        connection,
        letter.coalition_id,
        but_letter_id=letter.id,
        ids=ids,
        prepared=prepared_for_index(sign_on.organization),
    )
    return who_sends(
        sign_on.email,
        websites=(*former, *(each.website for each in family)),
        may_sign=[each.address for each in address_rows.of(connection, ids)],
    )
