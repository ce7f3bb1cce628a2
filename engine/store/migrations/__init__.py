"""The steps from an empty database to today's tables, in order; never edited once released."""
