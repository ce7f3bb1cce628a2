"""The sample office: an invented province with people and a few hundred cases in all states."""
