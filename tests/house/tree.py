"""What is in the work tree: the files that are committed or about to be, and the modules."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "connectbot"


@cache
def files() -> tuple[Path, ...]:
    """Every file git keeps or would keep, without those deleted since."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    named = sorted({ROOT / name for name in listed.split("\0") if name})
    return tuple(path for path in named if path.is_file())


@cache
def texts() -> dict[str, str]:
    """The files that are text, by their path in the tree; licences and lock files left out."""
    found = {}
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in {".png", ".ico", ".jpg", ".woff2", ".mo"} or name == "LICENSE":
            continue
        found[name] = path.read_text(encoding="utf-8", errors="surrogateescape")
    return found


def modules(*tops: str) -> list[tuple[str, ast.Module]]:
    """The Python files under these folders of the tree, parsed: `modules("src", "bench")`."""
    return [
        (name, ast.parse(text))
        for name, text in texts().items()
        if name.endswith(".py") and name.split("/", 1)[0] in tops
    ]


def headings(page: str | Path) -> list[str]:
    """The headings of a page (a name means docs/), in order, without marks and code fences."""
    return [title for title, _ in sections(page)]


def section(page: str | Path, title: str) -> str:
    """What stands under the first heading of this title, down to the next heading."""
    return next(text for found, text in sections(page) if found == title)


def sections(page: str | Path) -> list[tuple[str, str]]:
    """Each heading of a page with the text under it, down to the next heading of any depth."""
    found: list[tuple[str, str]] = []
    fenced = False
    for line in (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("#") and not fenced:
            found.append((line.lstrip("#").strip().replace("`", ""), ""))
        elif found:
            title, text = found[-1]
            found[-1] = (title, text + line)
    return found
