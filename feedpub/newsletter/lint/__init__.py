"""Checks on a rendered newsletter: one module for each kind, all on the same document."""
