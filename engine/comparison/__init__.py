"""Two versions of a procedure set side by side: every difference, as a sentence."""
