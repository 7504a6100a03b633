"""Import history…: a file of another program, its columns, and what its rows come to, before anything is taken over."""
