"""`python -m feedpub` is the same as `feedpub`."""

from feedpub.cli import main

main(prog_name="feedpub")
