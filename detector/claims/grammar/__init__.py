"""Words and sentences: forms, number and gender, verb groups, boundaries; the data that the other packages read."""
