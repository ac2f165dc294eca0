"""Answers, pairs and sources as files that someone else can check.

``provenance`` tells how numbers came about, ``tables`` writes an answer, ``card`` gathers all that
is known of one pair for ``card_markdown`` and ``card_html``, ``bibliography`` cites sources,
``judgements`` keeps what readers said of pairs.
"""
