"""What evaluate.py measures, one suite a module."""
