"""What citizens say of the handling: complaints and suggestions, and what offices answer."""
