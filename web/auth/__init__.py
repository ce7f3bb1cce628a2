"""Who is signed in, and which route is open to whom."""
