"""What is heard: the bells of a meditation. No Qt, and no person's text."""
