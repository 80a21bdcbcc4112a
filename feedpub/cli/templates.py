"""`feedpub templates`."""

from __future__ import annotations

import click

from feedpub.cli._common import json_option, note, pass_project, print_json
from feedpub.project import Project
from feedpub.project.templates import Template, copy_template, list_templates


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the names of our templates."""
    from feedpub.newsletter.templates import builtin_folder

    folder = builtin_folder()
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*.*")]
    return sorted(name for name in names if name.startswith(incomplete))


@click.group()
def templates() -> None:
    """List the templates of newsletters; copy one.

    A file of the same name in templates/ of the publication takes the place of ours. To
    change one block of a template, extend ours instead of copying it.
    """


@templates.command("list")
@json_option
@pass_project
def list_(project: Project, as_json: bool) -> None:
    """List the templates, and the parts and stylesheets that they are made of.

    Each with one line of what it is. A `*` marks those that the publication has itself.

    \b
    Example:
        feedpub templates list
    """
    found = list_templates(project)
    if as_json:
        print_json([template._asdict() for template in found])
        return
    width = max(len(template.name) for template in found)
    for template in found:
        click.echo(_as_line(template, width))
    own = sum(template.is_own for template in found)
    note(f"{len(found)} templates, {own} of them the publication's own")


def _as_line(template: Template, width: int) -> str:
    mark = "*" if template.is_own else " "
    return f"{mark} {template.name:{width}}  {template.summary}".rstrip()


@templates.command()
@click.argument("name", shell_complete=_names)
@click.option("--as", "new", metavar="NEW", help="Name of the copy; without it, that of ours.")
@click.option("--force", is_flag=True, help="Write over files that exist.")
@pass_project
def copy(project: Project, name: str, new: str | None, force: bool) -> None:
    """Copy one of our templates into the publication, to start from.

    NAME without a suffix means HTML and text. The paths of the copies are printed.

    \b
    Example:
        feedpub templates copy digest --as harbour
        feedpub templates copy parts/story.html
    """
    for path in copy_template(project, name, new, force=force):
        click.echo(path.as_posix())
    stem = (new or name).partition(".")[0]
    if "/" in name:
        note("it takes the place of ours in every template, if it keeps its name")
    elif new and stem != name.partition(".")[0]:
        note(f'a newsletter uses it by `template = "{stem}"`')
    else:
        note(f'to change one block, `{{% extends "builtin/{stem}.html" %}}` is enough')
