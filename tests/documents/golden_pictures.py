"""One page of every design as it should look, and how far a page is from that.

`python -m tests.documents.golden_pictures` draws them anew; look at each before it is kept.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageChops

from app.domain.composing import compose
from app.domain.documents import LetterDocument, Picture
from app.domain.letters import Letterhead
from app.formats.letter_files import read_letter_file
from app.formats.signatory_lists import read_signatories
from app.rendering.designs import design_names, load_design
from app.rendering.pdf import render_pdf
from tests.documents.trees import png

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = PROJECT / "letters" / "samples" / "blocked-crossings"
GOLDEN = Path(__file__).parent / "golden"
RESOLUTION = 72
# The page that shows most of a design: the names where they are what sets it apart.
PAGES = {"compact": 2, "open-letter": 2}
# A page is compared in fields of about 6 mm; one line more or less changes a field by 30.
FIELDS = (36, 48)
MOST_DIFFERENCE = 16

HEAD = Letterhead(
    name="Open Crossings Coalition",
    lines=("12 Depot Row, Larkmoor, Ohio 43000", "openroad.example · letters@openroad.example"),
    officers=(
        "Ines Valderrama, Chair",
        "Thaddeus Okonkwo-Bright, Vice Chair",
        "Mei-Ling Aberdeen, Treasurer",
        "Rosa Quintanilla, Secretary",
        "Jonah Whitefeather, Counsel",
        "Olu Adeyemi, Executive Director",
    ),
    logo=Picture("A plain square", "image/png", png(width=60, height=60)),
)


def sample_letter(design: str) -> LetterDocument:
    """Return the sample letter with a letterhead for designs that print one."""
    letter = read_letter_file((SAMPLE / "letter.md").read_bytes())
    rows = read_signatories((SAMPLE / "signatories.csv").read_bytes())
    layout = load_design(design).layout
    own = replace(letter, design=design, columns=0)
    return compose(own, rows, layout=layout, letterhead=HEAD, author="Open Crossings Coalition")


def drawn(content: bytes, page: int) -> Image.Image:
    """Return a page (from 1) of a PDF in grey."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "letter.pdf"
        file.write_bytes(content)
        made = Path(folder) / "page"
        command = ["pdftoppm", "-gray", "-png", "-singlefile", "-r", str(RESOLUTION)]
        subprocess.run(
            [*command, "-f", str(page), str(file), str(made)], check=True, capture_output=True
        )
        return Image.open(made.with_suffix(".png")).convert("L")


def difference(one: Image.Image, other: Image.Image) -> int:
    """Return how much the two differ in the field where they differ most, 0 to 255."""
    if one.size != other.size:
        return 255
    fields = (each.resize(FIELDS, Image.Resampling.BOX) for each in (one, other))
    return max(ImageChops.difference(*fields).tobytes())


def renew() -> None:
    """Draw the golden picture of every design."""
    GOLDEN.mkdir(exist_ok=True)
    for design in design_names():
        content = render_pdf(sample_letter(design), load_design(design)).content
        file = GOLDEN / f"{design}.png"
        # Sixteen greys are enough to see by, and make a file of a few tens of kilobytes.
        picture = drawn(content, PAGES.get(design, 1)).quantize(16).convert("L").quantize(16)
        picture.save(file, optimize=True)
        sys.stdout.write(f"{file.name}: {file.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    renew()
