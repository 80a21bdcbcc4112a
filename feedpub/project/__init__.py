"""A publication on disk: joins the steps. The only part that sees all the others."""

from feedpub.project.project import Loaded, Project

__all__ = ["Loaded", "Project"]
