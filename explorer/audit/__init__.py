"""What in a collection would falsify results, the worst first, and which years of which city."""
