"""The right page: one painted widget on which boxes are drawn, dragged and ticked."""
