"""What scripts/benchmark.py runs and measures."""
