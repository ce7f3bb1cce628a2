"""Cases as officers see them: a task, the whole case, its replay, and finding one."""
