"""Backups in the window: making one, putting one back, and having the file looked over."""
