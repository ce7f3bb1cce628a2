"""Forms: read from form-js documents, and the checking of what people filled in."""
