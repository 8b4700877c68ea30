"""Trains the models of AREdit and writes them as folders that the engine reads (see models/README.md)."""
