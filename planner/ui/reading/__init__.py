"""A filled-in sheet read from a picture, and confirmed."""
