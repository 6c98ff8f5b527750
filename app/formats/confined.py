"""The limits that a process gives itself before it reads what a stranger sent."""

from __future__ import annotations

import resource


def confine(*, cpu_seconds: int) -> None:
    """Let this process work for so long, write no file and leave no picture of its memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def confine_memory(most_bytes: int) -> None:
    """Let this process have so many bytes of addresses, used or not."""
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
