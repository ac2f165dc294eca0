"""The parts that the views are put together from; each owns its keys."""
