"""A process that reads one Word draft and dies: `python -m app.formats.word.child CHANGES`.

The file comes in on stdin, JSON goes out on stdout: what came of the draft, or the sentence
that refuses it. Its limits are set before the first byte is read.
"""

from __future__ import annotations

import sys

from app.formats.confined import confine, confine_memory

# Address space, not resident memory: the limit lies above what is measured to be used.
MEMORY_BYTES = 400_000_000
CPU_SECONDS = 8
# The parser's own limit on depth is 256 elements; a few calls stand for each.
_DEEPEST_CALLS = 4_000


def main() -> None:
    confine(cpu_seconds=CPU_SECONDS)
    from app.formats.word.answers import letter_in_json, refusal_in_json
    from app.formats.word.changes import Changes
    from app.formats.word.drafts import letter_of_draft
    from app.formats.word.outcome import TOO_MUCH_MEMORY, UnreadableDraft

    confine_memory(MEMORY_BYTES)
    sys.setrecursionlimit(_DEEPEST_CALLS)
    try:
        made = letter_of_draft(sys.stdin.buffer.read(), Changes(sys.argv[1]))
        answer = letter_in_json(made)
    except UnreadableDraft as unreadable:
        answer = refusal_in_json(unreadable)
    except (MemoryError, RecursionError):
        answer = refusal_in_json(UnreadableDraft(TOO_MUCH_MEMORY))
    sys.stdout.buffer.write(answer.encode())


if __name__ == "__main__":
    main()
