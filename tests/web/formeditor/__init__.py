"""Forms of a draft, as pages show and keep them."""
