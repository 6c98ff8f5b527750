"""`python -m app`: the tools on files. Loads neither Flask nor SQLAlchemy."""

from __future__ import annotations

from app.cli.files import main

if __name__ == "__main__":
    main(prog_name="python -m app")
