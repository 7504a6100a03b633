"""The windows of the running day: the curtain of a rest, the slips of words, the focus line, the meditation face."""
