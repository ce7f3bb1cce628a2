"""The allow-listed expression language and the sandbox for scripts."""
