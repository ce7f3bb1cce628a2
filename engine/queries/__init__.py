"""What pages and reports read; nothing here writes."""
