"""The analysis as tables for other programs, each with its codebook.

``codebook`` says what a field means, ``columns`` fills in those that several tables have;
``lists`` speeches and paragraphs, ``pairs`` pairs and dyads, ``cities`` cities and years,
``speeches`` what they are made of, ``passages`` formulas, variants, timelines; ``catalogue`` names
all of them.
"""
