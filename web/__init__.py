"""The pages: what a browser asks for and what it gets."""
