"""Ways to bring due work to workers of another engine; rows stay the truth."""
