"""A process that reads one Excel workbook and dies: `python -m app.formats.lists.child`.

The file comes in on stdin, JSON goes out on stdout: the table, or the sentence that refuses it.
Its limits are set before the first byte is read.
"""

from __future__ import annotations

import sys

from app.formats.confined import confine, confine_memory

CPU_SECONDS = 8
# Address space, not resident memory: the limit lies above what is measured to be used.
MEMORY_BYTES = 400_000_000


def main() -> None:
    confine(cpu_seconds=CPU_SECONDS)
    from app.formats.lists.answers import refusal_in_json, table_in_json
    from app.formats.lists.outcome import TOO_MUCH, UnreadableList
    from app.formats.lists.workbook import read_workbook

    confine_memory(MEMORY_BYTES)
    try:
        answer = table_in_json(read_workbook(sys.stdin.buffer.read()))
    except UnreadableList as unreadable:
        answer = refusal_in_json(unreadable)
    except (MemoryError, RecursionError):
        answer = refusal_in_json(UnreadableList(TOO_MUCH))
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    main()
