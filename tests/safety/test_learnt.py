"""What was learned from labelled messages: beside the rules, never instead of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from connectbot.learned import Linear, Unusable
from connectbot.learned.shelf import written
from connectbot.safety.book import SafetyBook
from connectbot.safety.learnt import Learnt
from connectbot.safety.screen import OVERLAP, PIECE

TOP = Path(__file__).parents[2]
MODEL = (TOP / "directory" / "safety_model.json").read_text(encoding="utf-8")
APART = ("safety.csv", "safety_second.csv")
KINDS = ("medical_emergency", "child_risk", "adult_abuse")
BLUE = Linear(
    ("danger",), (-100,), 0, {"=blue": (100, 300), "=calm": (100, -900)}, letters=(4,), apart=0
)
KIND = Linear(KINDS, (0, 10, -300), 0, {"=blue": (100, 500, 0, 0)}, letters=(4,))


def book_with(starter_text: str, danger: Linear = BLUE, kinds: Linear = KIND) -> SafetyBook:
    text = written({"danger": danger, "kinds": kinds}, "rows")
    book, problems = SafetyBook.parse(starter_text, "directory/safety.yaml", text)
    assert problems == []
    return book


def test_the_model_adds_what_no_rule_knows(starter_text: str) -> None:
    """A text over the threshold is flagged with its likeliest kind, though no rule speaks."""
    seen = book_with(starter_text).screen.examine("the sky is blue my friend")
    assert seen.kinds == ("medical_emergency",)
    assert seen.rules == ()
    assert seen.margin is not None
    assert seen.margin > 0
    assert book_with(starter_text).screen.look("the sky is green my friend") == ()


def test_two_close_kinds_are_both_named(starter_text: str) -> None:
    """Where two kinds are nearly as likely, both are named, the likelier first."""
    close = Linear(KINDS, (0, 10, -300), 0, {"=blue": (100, 1, 0, 0)})
    book = book_with(starter_text, kinds=close)
    assert book.screen.look("the sky is blue my friend") == ("child_risk", "medical_emergency")


def test_a_rule_is_never_silenced(starter_text: str) -> None:
    """However calm a text sounds to the model, what a rule sees is flagged, and comes first."""
    look = book_with(starter_text).screen.look
    assert look("calm calm calm i want to kill myself") == ("suicide_self_harm",)
    assert look("blue blue blue i want to kill myself")[0] == "suicide_self_harm"


@pytest.mark.parametrize("text", ["", "blue", "2", "LS8 2AB", "blue blue blue blue", "\ud800"])
def test_short_texts_are_for_the_rules_alone(starter_text: str, text: str) -> None:
    """A number, an option, a postcode or a keyword does not ask the model at all."""
    assert book_with(starter_text).screen.examine(text).margin is None


@pytest.mark.parametrize("before", [0, PIECE - 3, OVERLAP, 777])
def test_the_model_reads_all_of_a_text(starter_text: str, before: int) -> None:
    """One urgent stretch in a long calm text is enough."""
    wide = Linear(("danger",), (-100,), 0, {"=blue": (100, 9_000)})
    text = "word " * before + "blue blue blue" + " word" * 100
    assert book_with(starter_text, danger=wide).screen.look(text) == ("medical_emergency",)


def test_a_broken_model_leaves_the_rules_and_says_so(starter_text: str) -> None:
    """A model that breaks while it looks is told to the operator; rules and plain words go on."""
    cracked = Linear(("danger",), (), 0, {"=blue": (100, 300)})
    screen = book_with(starter_text).screen
    screen._learnt = Learnt(cracked, KIND, "")
    seen = screen.examine("the sky is blue and i want to kill myself")
    assert seen.kinds == ("suicide_self_harm",)
    assert seen.broken == "the learned model broke (ValueError); the rules look alone"
    assert screen.look("the sky is blue my friend") == ()


@pytest.mark.parametrize(
    "text", ["", "{}", b"\xff", MODEL[:5_000], MODEL.replace('"kinds"', '"k"')]
)
def test_an_unusable_model_is_a_warning_and_an_alarm(starter_text: str, text: str | bytes) -> None:
    """A file that is no model stops nothing: it is warned about, and the book says it is broken."""
    book, problems = SafetyBook.parse(starter_text, "directory/safety.yaml", text)
    assert [(p.file, p.warning) for p in problems] == [("directory/safety_model.json", True)]
    assert "make train" in problems[0].text
    broken = "directory/safety_model.json cannot be used; the rules look alone"
    assert book.broken == book.screen.examine("hello").broken == broken
    assert book.screen.look("i want to kill myself") == ("suicide_self_harm",)


def test_two_models_are_needed() -> None:
    """A file without the one or the other model is no model of safety."""
    with pytest.raises(Unusable, match="should hold `danger` and `kinds`"):
        Learnt.read(written({"danger": BLUE}, "rows"), "m.json")


def test_the_shipped_model_was_made_from_the_shipped_messages(book: SafetyBook) -> None:
    """Whoever changes a labelled message or a spelling trains again."""
    with (TOP / "tools" / "messages.csv").open(encoding="utf-8", newline="") as lines:
        rows = [(row["kind"], row["text"]) for row in csv.DictReader(lines)]
    made_from = Learnt.read(MODEL, "directory/safety_model.json").rows
    mend = "tools/messages.csv or the spellings changed since: run `make train` and commit"
    assert book.screen.fingerprint(rows) == made_from, mend


def test_the_messages_are_many_and_clean(book: SafetyBook) -> None:
    """2,000 or more messages of six kinds in many ways, each once, none for the kept-apart rows."""
    with (TOP / "tools" / "messages.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    said = [" ".join(book.screen.words(row["text"])) for row in rows]
    assert len(rows) >= 2_000
    assert {row["kind"] for row in rows} == {"none", *book.kinds}
    assert len({row["way"] for row in rows}) >= 20
    assert len(set(said)) == len(said)
    assert len({row["id"] for row in rows}) == len(rows)
    for file in APART:
        with (TOP / "scores" / file).open(encoding="utf-8", newline="") as lines:
            apart = {" ".join(book.screen.words(row["text"])) for row in csv.DictReader(lines)}
        assert apart.isdisjoint(said)


def test_messages_kept_apart_are_caught_as_measured(whole: SafetyBook) -> None:
    """By writers whose rows nobody trains on: nine dangers in ten, three in four of every kind."""
    rows = []
    for file in APART:
        with (TOP / "scores" / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                rows.append((row["kind"], bool(whole.screen.look(row["text"]))))
    urgent = [hit for kind, hit in rows if kind != "none"]
    others = [hit for kind, hit in rows if kind == "none"]
    assert sum(urgent) >= 0.90 * len(urgent)
    assert sum(others) <= 0.10 * len(others)
    for kind in whole.kinds:
        its = [hit for known, hit in rows if known == kind]
        assert sum(its) >= 0.75 * len(its), kind


def test_who_answers_a_phone_or_will_not_go_again_is_seldom_taken_for_danger(
    whole: SafetyBook,
) -> None:
    """A relative at the phone, somebody shy of a group: 1 in 5 at most, none learned from."""
    table = (TOP / "tests" / "safety" / "hard_negatives.csv").open(encoding="utf-8", newline="")
    with table as lines:
        said = [row["text"] for row in csv.DictReader(lines) if row["why"] == "phone"]
    flagged = [text for text in said if whole.screen.look(text)]
    assert len(said) > 30
    assert len(flagged) <= len(said) / 5, flagged
    for text in ("im not jean this is her daughter", "yes but i wont go again", "hes dead"):
        assert whole.screen.look(text) == ()
