"""What in a mail some clients do not show as it was meant.

`features` tells how each feature of the data is seen, `notes` when a partial support
matters, `weight` how much, and when the mail has something that stands in for it.
"""

from feedpub.newsletter.lint.support.clients import client_profile, client_title
from feedpub.newsletter.lint.support.judge import Lack, Unsupported, unsupported

__all__ = ["Lack", "Unsupported", "client_profile", "client_title", "unsupported"]
