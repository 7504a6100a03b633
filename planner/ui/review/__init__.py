"""The review in the window: the past in words and charts, and the evening look back."""
