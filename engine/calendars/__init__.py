"""Working calendars, terms, deadlines and timer texts."""
