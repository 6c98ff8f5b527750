"""What only a developer's machine runs: `make run`, its mail catcher and its mail room."""
