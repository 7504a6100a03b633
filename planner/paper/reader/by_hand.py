"""Reading a sheet whose page code cannot be read, when a person says which print it is."""

from __future__ import annotations

from planner.paper.reader.values import PageReading, Printed


def read_as(image: bytes, printed: Printed, number: int = 1) -> list[PageReading]:
    """The sheets without a readable code in a picture, each taken for sheet `number` of a print."""
    import cv2

    from planner.paper.reader.finding import markers_in, sheets_in
    from planner.paper.reader.identifying import code_of
    from planner.paper.reader.loading import pictures
    from planner.paper.reader.pipeline import marks_of

    found = []
    for frame in pictures(image):
        gray = frame if frame.ndim == 2 else cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY)
        for sheet in sheets_in(markers_in(gray)):
            if code_of(gray, sheet) is None:
                found.append(marks_of(frame, sheet, printed, number % 10))
    return found
