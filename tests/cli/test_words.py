"""`connectbot flow words`: what residents read goes to translators as a PO file and back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.typed import typed


def test_words_go_out_and_come_back(starter_copy: Path, tmp_path: Path) -> None:
    """A sentence that a translator changed is taken in, and all else stays as it was."""
    here, out = ("--community", str(starter_copy)), tmp_path / "out" / "cy.po"
    written = typed("flow", "words", "--output", str(out), *here)
    assert (written.code, written.out) == (0, f"{out}: 0 still to be translated.\n")
    own = starter_copy / "flows/cy/messages.po"
    assert out.read_text("utf-8") == own.read_text("utf-8")
    changed = out.read_text("utf-8").replace("Ysgrifennwch eto unrhyw bryd.", "Tan tro nesaf.")
    out.write_text(changed, "utf-8")
    assert typed("flow", "words", "--from", str(out), *here).code == 0
    assert own.read_text("utf-8") == changed
    assert typed("check", *here).code == 0


def test_a_new_language_begins_empty(starter_copy: Path) -> None:
    """Every text is there, none translated, and with it the folder a check looks at."""
    text = typed("flow", "words", "--language", "pl", "--community", str(starter_copy)).out
    assert '"Language: pl\\n"' in text
    assert 'msgid "Would that suit you?"\nmsgstr ""' in text


def test_a_translation_is_checked(starter_copy: Path) -> None:
    """A text that is new has no Welsh yet: a warning with its line, and English is said."""
    welcome = starter_copy / "flows/welcome.yaml"
    text = welcome.read_text("utf-8")
    welcome.write_text(text.replace("Is that OK?", "Is that all right?"), "utf-8")
    ended = typed("check", "--community", str(starter_copy))
    assert ended.code == 0
    assert "is not in the language `cy` yet" in ended.out
    assert typed("check", "--strict", "--community", str(starter_copy)).code == 1


def test_what_is_no_po_file_is_refused(starter_copy: Path, tmp_path: Path) -> None:
    """By its name and with the mend; nothing is changed."""
    here, file = ("--community", str(starter_copy)), tmp_path / "cy.po"
    own = (starter_copy / "flows/cy/messages.po").read_text("utf-8")
    file.write_text('msgid "a"\nmsgid "b"\n', "utf-8")
    for wrong in (file, tmp_path / "none.po"):
        ended = typed("flow", "words", "--from", str(wrong), *here)
        assert ended.code == 1
        assert str(wrong) in ended.err
    assert (starter_copy / "flows/cy/messages.po").read_text("utf-8") == own
    ended = typed("flow", "words", "--output", str(file / "below.po"), *here)
    assert (ended.code, "I cannot write it" in ended.err) == (1, True)


def test_a_language_is_an_iso_code() -> None:
    """Else it would become the name of a folder."""
    ended = typed("flow", "words", "--language", "../cy")
    assert ended.code == 1
    assert "ISO code" in ended.err


def test_a_faulty_po_file_stops_nothing_but_itself(starter_copy: Path) -> None:
    """It is a fault of the check, named by file and line."""
    (starter_copy / "flows/cy/messages.po").write_text('msgid "a"\nmsgid "b"\n', "utf-8")
    ended = typed("check", "--community", str(starter_copy))
    assert "flows/cy/messages.po:1: this PO file cannot be read" in ended.out
