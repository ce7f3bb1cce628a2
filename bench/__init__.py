"""Measuring the speeds that the documentation promises; see docs/reference/bench.md."""
