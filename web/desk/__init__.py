"""The one-stop desk: taking dossiers in, and what waits there."""
