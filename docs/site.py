"""Builds the pages as a site: what GitHub reads as it stands is made into what the builder reads.

The pages are written for whoever opens them in the repository. Here a fence that says more than its
language ("sh run") says the language alone, and the two pages beside docs/ are taken in.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONFIG = "zensical.toml"
BESIDE = ("CONTRIBUTING.md", "CHANGELOG.md")
SHOWN = {".md", ".svg", ".png"}

_FENCE = re.compile(r"^(`{3,}\w+) [\w ./-]+$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")


def page(text: str, folder: str) -> str:
    """A page of docs/`folder` as the builder reads it."""
    return _LINK.sub(lambda link: f"]({_target(link[1], folder)})", _FENCE.sub(r"\1", text))


def _target(link: str, folder: str) -> str:
    path, mark, anchor = link.partition("#")
    up = "../" * (folder.count("/") + 1 if folder else 0)
    for name in BESIDE:
        if path == f"../{up}{name}":
            return up + name + mark + anchor
    if not folder and path.startswith("docs/"):  # a page that lies beside docs/
        return path.removeprefix("docs/") + mark + anchor
    return link


def build() -> int:
    """Write build/site; the builder's exit code, which is 1 where a link leads nowhere."""
    with tempfile.TemporaryDirectory() as made:
        here = Path(made)
        shutil.copy(ROOT / CONFIG, here)
        sources = [path for path in sorted((ROOT / "docs").rglob("*")) if path.suffix in SHOWN]
        for source in [*sources, *(ROOT / name for name in BESIDE)]:
            beside = source.parent == ROOT
            name = source.name if beside else str(source.relative_to(ROOT / "docs"))
            to = here / "docs" / name
            to.parent.mkdir(parents=True, exist_ok=True)
            if source.suffix == ".md":
                folder = "" if Path(name).parent == Path() else str(Path(name).parent)
                to.write_text(page(source.read_text(encoding="utf-8"), folder), encoding="utf-8")
            else:
                shutil.copyfile(source, to)
        zensical = Path(sys.executable).with_name("zensical")
        ended = subprocess.run(
            [zensical, "build", "--strict"], cwd=here, capture_output=True, text=True
        )
        if ended.returncode:
            print(ended.stdout + ended.stderr.partition("Traceback")[0], file=sys.stderr)
            return 1
        site = ROOT / "build" / "site"
        shutil.rmtree(site, ignore_errors=True)
        shutil.copytree(here / "build" / "site", site)
        print(f"The pages are in {site.relative_to(ROOT)}: open index.html there.")
        return 0


if __name__ == "__main__":
    sys.exit(build())
