"""The runtime: plays a case on its diagram; the only place that knows SpiffWorkflow."""
