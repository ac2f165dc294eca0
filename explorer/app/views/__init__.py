"""One file per page: choose, compute, show."""
