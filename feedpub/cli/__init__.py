"""The commands: arguments in, two streams out. The only door to Click.

`COMMANDS` lists them with the line that the help shows, so that `feedpub --help` imports
none of them.
"""

from __future__ import annotations

from feedpub.cli._group import Entry, LazyGroup, root_options

COMMANDS = {
    "init": Entry("init:init", "Begin a publication in a folder."),
    "new": Entry("new:new", "Begin a new article."),
    "build": Entry("build:build", "Write the feeds."),
    "check": Entry("check:check", "Report everything noteworthy; write nothing."),
    "diff": Entry("diff:diff", "Show what subscribers would see; write nothing."),
    "list": Entry("list:list_articles", "List the articles as they were understood."),
    "serve": Entry("serve:serve", "Serve the built files as a good host does."),
    "ping": Entry("ping:ping", "Tell WebSub hubs which feeds changed."),
    "lock": Entry("lock:lock", "Settle which article is which."),
    "newsletter": Entry("newsletter:newsletter", "Compose, look at and render newsletters."),
    "templates": Entry("templates:templates", "List the templates of newsletters; copy one."),
    "completion": Entry("completion:completion", "Print the completion script of a shell."),
}

main = root_options(LazyGroup(name="feedpub", entries=COMMANDS))
