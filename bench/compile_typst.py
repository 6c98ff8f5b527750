"""Compile one typst file to PDF with our faces and none of the system's: pandoc's last step."""

from __future__ import annotations

import sys
from pathlib import Path

import typst

from app.rendering.fonts import everyday_folders

source, target = sys.argv[1:]
compiler = typst.Compiler(font_paths=list(everyday_folders()), ignore_system_fonts=True)
compiler.compile(input=source, output=target, root=str(Path(source).parent))
