"""What was published before: at a commit, in a folder, in a saved feed.

Nothing here knows what a publication is; `project.before` builds one from what it finds.
"""

from feedpub.history.file import read_saved
from feedpub.history.folder import feed_files, looks_like_feed
from feedpub.history.git import Commit, exported, find_commit

__all__ = ["Commit", "exported", "feed_files", "find_commit", "looks_like_feed", "read_saved"]
