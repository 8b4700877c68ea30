"""Readers of the corpora, one module each; all give `Sentence` values (see sentence.py)."""
