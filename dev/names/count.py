"""Count the words of lists of names: `python -m dev.names.count LIST.txt ...`.

Writes `app/domain/matching/commonness.py`: words of four names or more, a name counted once
however many lists hold it. The lists themselves stay where they are.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from app.domain.matching.reading import read

WRITTEN = Path("app/domain/matching/commonness.py")
_LONGEST_NAME = 120
_FEWEST = 4

_HEAD = '''"""How many of {names} names of public lists of signatories hold a word, as `reading` gives it.

Made by `python -m dev.names.count`; the numbers are not for editing.
"""

from __future__ import annotations

NAMES = {names}
COUNTS: dict[str, int] = {{
    word: int(count)
    for word, _, count in (
        entry.partition(":")
        for entry in (
'''


def main(paths: list[str]) -> None:
    names = {
        line.strip()
        for path in paths
        for line in Path(path).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#") and 2 < len(line.strip()) < _LONGEST_NAME
    }
    counts: Counter[str] = Counter()
    for name in sorted(names):
        counts.update(set(read(name).words))
    entries = [
        f"{word}:{count}"
        for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _FEWEST
    ]
    lines, line = [], ""
    for entry in entries:
        if len(line) + len(entry) > 78:
            lines.append(line)
            line = ""
        line += f"{entry} "
    lines.append(line)
    text = _HEAD.format(names=len(names))
    text += "".join(f'            "{line}"\n' for line in lines)
    text += "        ).split()\n    )\n}\n"
    WRITTEN.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{len(entries)} words of {len(names)} names: {WRITTEN}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
