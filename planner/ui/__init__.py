"""The window: PySide6, and nothing of it anywhere else."""
