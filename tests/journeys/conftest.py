"""Journeys through the window stand on the same real window and real file as its other tests."""

from tests.ui.conftest import clock, open_window, person, workspace

__all__ = ["clock", "open_window", "person", "workspace"]
