"""When: the time of what a claim states."""
