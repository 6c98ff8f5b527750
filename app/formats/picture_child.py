"""A process that cleans one picture and dies: `python -m app.formats.picture_child`.

The file comes in on stdin. A line of JSON goes out on stdout, with what the picture is or the
sentence that refuses it, and after it the bytes to keep.
"""

from __future__ import annotations

import json
import sys

from app.formats.confined import confine, confine_memory

CPU_SECONDS = 8
# Address space, not resident memory: the limit lies above what the largest picture is measured
# to take.
MEMORY_BYTES = 400_000_000


def main() -> None:
    confine(cpu_seconds=CPU_SECONDS)
    from app.domain.sentences import to_plain
    from app.formats.picture_files import TOO_MUCH_WORK, UnusablePicture, clean

    confine_memory(MEMORY_BYTES)
    content = b""
    try:
        made = clean(sys.stdin.buffer.read())
    except UnusablePicture as unusable:
        told: dict[str, object] = {"refused": to_plain(unusable.sentence)}
    except MemoryError:
        told = {"refused": to_plain(TOO_MUCH_WORK)}
    else:
        told = {"media_type": made.media_type, "width": made.width, "height": made.height}
        content = made.content
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + content)


if __name__ == "__main__":
    main()
