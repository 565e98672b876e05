"""Who says what, and how firmly: statements with the frames taken off."""
