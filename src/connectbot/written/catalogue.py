"""PO files, as translators use them: read into entries, and written out with what is still open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

from connectbot.written.problem import Problem
from connectbot.written.tongue import Tongue


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation: `text` is the English, `own` the other language, "" where it is still open.

    `context` is where alone it holds (`msgctxt`), "" for everywhere; `where` are lines of
    files in which the English stands, `note` what a translator should know.
    """

    text: str
    own: str = ""
    context: str = ""
    file: str = ""
    line: int = 1
    where: tuple[tuple[str, int], ...] = ()
    note: str = ""


def entries(text: str, file: str) -> tuple[list[Entry], list[Problem]]:
    """The entries of a PO text in their order; what cannot be read is a problem, and left out."""
    try:
        catalogue = read_po(StringIO(text), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = getattr(error, "lineno", 0) + 1
        sentence = f"this PO file cannot be read ({error}); open it in a PO editor to mend it"
        return [], [Problem(file, line, sentence)]
    found = []
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            own = message.string if isinstance(message.string, str) else ""
            sure = "" if message.fuzzy else own
            line = message.lineno or 1
            found.append(Entry(message.id, sure, message.context or "", file, line))
    return found, []


def tongue(code: str, found: Iterable[Entry]) -> Tongue:
    """A language from its entries; of two for the same text the later counts."""
    texts: dict[str, str] = {}
    special: dict[tuple[str, str], str] = {}
    for entry in found:
        if entry.own and entry.context:
            special[entry.context, entry.text] = entry.own
        elif entry.own:
            texts[entry.text] = entry.own
    return Tongue(code, texts, special)


def written(code: str, wanted: Sequence[Entry], known: Mapping[tuple[str, str], str]) -> str:
    """A PO text of all that is to be translated, with what is `known` ((context, English) -> own)
    filled in; what is known of texts that are gone stands at its end, out of use."""
    catalogue = Catalog(locale=code, fuzzy=False, header_comment=_HEADER)
    keys = set()
    for entry in wanted:
        keys.add((entry.context, entry.text))
        catalogue.add(
            entry.text,
            known.get((entry.context, entry.text), ""),
            locations=entry.where,
            auto_comments=(entry.note,) if entry.note else (),
            context=entry.context or None,
        )
    texts = {entry.text for entry in wanted}
    for (context, text), own in known.items():
        if (context, text) not in keys and text in texts and context:
            catalogue.add(text, own, context=context)  # said otherwise there
        elif (context, text) not in keys:
            gone = Catalog().add(text, own, context=context or None)
            catalogue.obsolete[text] = gone
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=False, sort_output=False)
    return "\n".join(_plain_head(out.getvalue().decode().splitlines())) + "\n"


_HEADER = (
    "# What residents read, in another language. Each entry is the English and below it the\n"
    "# translation; docs/languages.md says how to mend one. Words in {braces} stay as they are."
)
_DATED = ('"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Language-Team')
_MACHINE = ('"Generated-By', '"Project-Id-Version', '"Report-Msgid-Bugs-To')


def _plain_head(lines: Iterable[str]) -> Iterator[str]:
    """Without dates and machines, so that the same words make the same file."""
    return (line for line in lines if not line.startswith((*_DATED, *_MACHINE)))
