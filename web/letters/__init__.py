"""Letters: those of a case, the register of an office, the log book, and checking one."""
