"""Letters: Typst templates, the values they are given, and their pages; docs/adr/0016."""
