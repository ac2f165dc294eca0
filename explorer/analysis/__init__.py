"""What the pairs of a whole index tell: over time, between cities, of one speech.

``table`` counts each pair once -> ``matrix`` cities and years, ``occasions`` and ``dyads`` for a
regression, ``clusters`` variants, most reused and most original. ``sources`` looks from one
paragraph -> ``originality`` of a speech, ``timeline`` of a passage.
"""
