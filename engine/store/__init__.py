"""The database: tables, and plain functions that read and write records."""
