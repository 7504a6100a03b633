"""The spread of one day: the log on the left page, the boxes on the right."""
