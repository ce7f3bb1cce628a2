"""What all pages share: frame, words, formats, errors, forms, security headers."""
