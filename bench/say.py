"""One figure a line: `name: value unit`."""

from __future__ import annotations


def say(name: str, value: float, unit: str) -> None:
    text = f"{value:.2f} x" if unit == "x" else f"{value:.1f} {unit}"
    print(f"{name}: {text}", flush=True)
