"""A day as it was written on paper: the pictures of its filled-in sheets."""
