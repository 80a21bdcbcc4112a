"""Newsletters: an edition is composed, rendered, and made into a message. All of it is pure."""
