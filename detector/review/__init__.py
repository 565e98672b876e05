"""The reviewer's desk: the store that keeps what was found and what people said of it, and the pages where they work."""
