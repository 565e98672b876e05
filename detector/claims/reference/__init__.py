"""Who and what is meant: contents read alone, pronouns and dropped subjects, short names, names of speakers."""
