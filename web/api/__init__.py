"""The API for programs: work by topic, with a token, in JSON."""
