"""The limits of a process that reads one file of a stranger and dies."""

from __future__ import annotations

import resource

# Address space, not resident memory: the limit lies above what is measured to be used.
MEMORY_BYTES = 400_000_000
CPU_SECONDS = 8


def limit_time() -> None:
    """Before the parsers are loaded: so much processor time, no core file, no file at all."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def limit_memory() -> None:
    """After the parsers are loaded, and before the first byte is read."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
