"""From texts to unit vectors: the Encoder protocol, sentence-transformers, the offline model."""
