"""Articles put in order: who they are, where they stand, which of them readers may see."""

from feedpub.publication.assemble import Publication, State, assemble
from feedpub.publication.complete import Completer
from feedpub.publication.topics import Topic, topics

__all__ = ["Completer", "Publication", "State", "Topic", "assemble", "topics"]
