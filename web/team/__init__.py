"""Working together: load, moving tasks, substitutes, remarks, notices."""
