"""Print: the true page as it will come out, saved as PDF or sent to a printer."""
