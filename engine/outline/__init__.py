"""A diagram told in sentences, naming every node and every way."""
