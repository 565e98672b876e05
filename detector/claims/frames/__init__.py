"""What stands around a statement: reporting verbs and what they report, sources, labels, stances."""
