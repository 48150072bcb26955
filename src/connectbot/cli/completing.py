"""`connectbot completion`: the lines that let a shell complete commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from connectbot.cli.root import example, root

SHELLS = ("bash", "zsh", "fish")


@root.command()
@click.argument("shell", type=click.Choice(SHELLS))
@example('eval "$(connectbot completion bash)"')
def completion(shell: str) -> None:
    """Print what makes Tab complete commands and options in this shell.

    Put the eval of it into ~/.bashrc or ~/.zshrc; in fish, save it as
    ~/.config/fish/completions/connectbot.fish.
    """
    found = get_completion_class(shell)
    if found is None:
        raise AssertionError(f"click knows {', '.join(SHELLS)}")
    completer = found(root, {}, "connectbot", "_CONNECTBOT_COMPLETE")
    click.echo(completer.source_template % completer.source_vars())
