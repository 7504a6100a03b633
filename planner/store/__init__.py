"""The store: one SQLite file that holds a life's pages, and every Edit that made them.

`Store` (store.py) is the whole of what others use. One process has one connection, for as long as the program runs,
with an exclusive lock and a rollback journal that is on the disk before an Edit counts as done.

What is read comes through plain sqlite3 (reading.py), so that the first page stands before SQLAlchemy is imported;
what is written goes by statements made from the typed mappings (rows.py), on that same connection. The database itself
refuses what no page may hold, whoever writes: a fourth priority, a box beyond its page, a second running timer.

The pictures of filled-in sheets are too many bytes for a file that is backed up daily: they are files beside it
(pictures.py), and rows name them.

Each Edit is a row of `edits`, written in the same transaction as what it changed: undo, redo and "the page as it was
then" (history.py) are reads of that table and survive a restart.
"""
