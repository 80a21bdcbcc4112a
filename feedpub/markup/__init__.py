"""Text and HTML: what comes in from writers, what may go out to readers."""
