"""Where a sentence states more than one thing, and how each of them is read."""
