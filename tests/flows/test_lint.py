"""What would go wrong, told before it does: each fault with its line and its mend."""

from __future__ import annotations

import pytest

from connectbot.flows import lint
from connectbot.flows.flow import Flow
from connectbot.safety.book import SafetyBook
from tests.flows.village import shipped

TEA = """flow: tea
title: Tea
starts: [TEA]
no_reply: {after: 1 day}
steps:
  milk:
    ask: Milk?
    options: {white: With milk, black: Without}
    save: milk
    go: {black: sugar}
  cow:
    say: From a cow.
  sugar:
    ask: How many sugars?
    answer: number
    save: sugar
    retry: {say: "A number, please.", times: 2, go: bye}
  area:
    ask: Where are you?
    answer: outcode
    save: area
  near:
    find: {need: milk, near: area}
    say: "{where}:"
    options: {other: Another}
    none: bye
    go: {other: bye}
  one:
    say: "{listing} in {area}."
  if-far:
    if: milk is white
    go: bye
  bye:
    end: Bye.
"""


def told(text: str, *others: str) -> list[str]:
    """What is told about a flow in the company of others."""
    flows = [Flow.parse(text, "flows/tea.yaml")]
    flows += [Flow.parse(other, f"flows/{n}.yaml") for n, other in enumerate(others)]
    return [str(p) for p in lint.problems(flows) if p.file == "flows/tea.yaml"]


def heard(field: str, hear: str, options: str = "{evening: Evenings}") -> str:
    """The tea flow, which also hears in passing."""
    question = (
        f"  when:\n    ask: When?\n    options: {options}\n    answer: many\n"
        f"    save: {field}\n    hear: {hear}\n"
    )
    return TEA.replace("  if-far:\n", f"{question}  if-far:\n")


def test_what_is_heard_in_passing_means_one_thing() -> None:
    """A phrase has two words or more and one meaning, and a wish is one that a search knows."""
    assert told(heard("times", "{evening: [evenings only]}")) == []
    (short,) = told(heard("times", "{evening: [Evenings!]}"))
    assert "`Evenings!` alone may mean anything; write two words or more" in short
    options = "{day: By day, any: Any time}"
    (unknown,) = told(heard("times", "{day: [by day]}", options))
    assert "no search knows `times: day`; did you mean `today`?" in unknown
    both = "{evening: Evenings, morning: Mornings}"
    (twice,) = told(heard("times", "{evening: [after work], morning: [After work!]}", both))
    assert "`After work!` already means `times: evening`; take one of them out" in twice


def test_a_phrase_may_mean_another_thing_where_only_its_own_question_hears_it() -> None:
    """What is heard wherever it is said has one meaning in all flows."""
    found = {}
    for field in ("how", "times"):
        texts = [heard(one, "{evening: [i never went]}") for one in ("went", field)]
        flows = [Flow.parse(text, f"flows/{n}.yaml") for n, text in enumerate(texts)]
        found[field] = any("already means" in str(one) for one in lint.problems(flows))
    assert found == {"how": False, "times": True}


def test_what_leads_nowhere_is_found_for_those_who_start_the_service() -> None:
    """A step or a flow that is not there keeps flows from being walked; other faults do not."""
    lost = Flow.parse(TEA.replace("retry: {", "go: sugr\n    retry: {"), "flows/tea.yaml")
    (fault,) = lint.nowhere([lost])
    assert "there is no step `sugr`; did you mean `sugar`?" in fault.text
    lonely = Flow.parse(TEA.replace("go: {black: sugar}", "go: bye"), "flows/tea.yaml")
    assert lint.problems([lonely])
    assert lint.nowhere([lonely]) == []


def test_a_flow_that_begins_by_what_it_hears_hears_something() -> None:
    """`own words` without a phrase would never begin it; with phrases several flows may have it."""
    (fault,) = told(TEA.replace("[TEA]", "[TEA, own words]"))
    assert "give a question `hear: ...`" in fault
    hearing = heard("times", "{evening: [evenings only]}").replace("[TEA]", "[TEA, own words]")
    assert told(hearing) == []


def test_a_listing_is_picked_kept_and_the_next_need_taken_from_fields_that_are_saved() -> None:
    """`pick` saves its field; `next`, `feedback` and `remind` look at fields that are saved."""
    steps = """  which:
    pick: meant
    say: Which one?
    options: {last: The last one, unsure: No idea}
  keep:
    feedback: mint
    what: hew
  settled:
    next: milks
    met_by: listings
  later:
    remind: lasting
    say: Shall I write again?
    options: {day: That day, no: No thanks}
"""
    faults = told(TEA.replace("  if-far:\n", f"{steps}  if-far:\n"))
    wanted = ("`mint`; did you mean `meant`?", "`hew`", "`milks`", "`listings`", "`lasting`")
    assert all(any(f"nothing saves {want}" in fault for fault in faults) for want in wanted)
    assert any("the option `No idea` has no way on; add `unsure: ...`" in fault for fault in faults)
    assert len(faults) == 6
    plain = "  which:\n    pick: meant\n    say: Which one?\n    go: if-far\n"
    assert told(TEA.replace("  if-far:\n", f"{plain}  if-far:\n")) == []


def test_a_flow_in_order_has_no_faults() -> None:
    """Nothing is told about a flow that is in order."""
    assert told(TEA) == []


FAULTS = {
    "unknown step": ("go: {black: sugar}", "go: {black: suger}", 10, "did you mean `sugar`?"),
    "unknown retry": ("times: 2, go: bye", "times: 2, go: by", 17, "there is no step `by`"),
    "unknown none": ("none: bye", "none: nobody", 26, "there is no step `nobody`"),
    "unknown no_reply": ("{after: 1 day}", "{after: 1 day, go: x}", 4, "there is no step `x`"),
    "unknown wait": (
        "answer: number",
        "answer: number\n    no_reply: {after: 1 day, go: x}",
        16,
        "`x`",
    ),
    "unknown flow": ("say: From a cow.", "call: cow", 12, "there is no flow `cow`"),
    "unreachable": ("go: {black: sugar}", "go: sugar", 11, "nothing leads to `cow`"),
    "falls off": ("    end: Bye.", "    say: Bye.", 33, "falls off the end after `bye`"),
    "loop": ("say: From a cow.", "say: Moo.\n    go: cow", 11, "without asking anything"),
    "calls itself": ("say: From a cow.", "call: tea", 1, "this flow calls itself"),
    "first message": ("[TEA]", "[first message]", 3, "needs a step `tag: welcomed`"),
    "reserved word": ("[TEA]", "[TEA, MENU]", 3, "`MENU` means something everywhere"),
    "provider's word": ("[TEA]", "[QUIT]", 3, "`QUIT` means something everywhere"),
    "number": ("[TEA]", '["1"]', 3, "would be taken for an answer"),
    "same word twice": ("[TEA]", "[TEA, TEA]", 3, "`TEA` already starts `tea`"),
    "name": ("flow: tea", "flow: coffee", 1, "belongs in a file called `coffee.yaml`"),
    "bare yes": ("black: Without}", "black: Yes}", 8, "phone companies take `Yes`"),
    "end": ("black: Without}", "black: End}", 8, "phone companies take `End`"),
    "alike": ("black: Without}", "black: with  Milk}", 8, "could be taken for another option"),
    "other number": ("black: Without}", "black: 3 sugars}", 8, "its own is 2"),
    "no such answer": ("{black: sugar}", "{blakc: sugar}", 10, "did you mean `black`?"),
    "no way on": ("go: {other: bye}", "go: {}", 27, "the option `Another` has no way on"),
    "no patience": ("no_reply: {after: 1 day}", "expires: 1 day", 6, "nobody answering"),
    "unsaved": ("save: sugar", "save: spoons\n    go: near", 19, "nothing leads to `area`"),
    "unsaved need": ("need: milk,", "need: mlik,", 23, "did you mean `milk`?"),
    "unsaved near": ("near: area}", "near: place}", 23, "nothing saves `place`"),
    "unsaved if": ("if: milk is white", "if: tea is set", 31, "nothing saves `tea`"),
    "never": ("if: milk is white", "if: milk is green", 31, "`milk` is never `green`"),
    "placeholder": ("From a cow.", "From {cow}.", 12, "unknown placeholder `{cow}`"),
    "half a brace": ("From a cow.", "From {area.", 12, "there is a brace here"),
    "not a name": ("From a cow.", "From {Area}.", 12, "there is a brace here"),
    "only in find": ("say: From a cow.", 'say: "{where}"', 12, "only in a step with `find`"),
    "unfilled": ("From a cow.", "From {area}.", 12, "one can come without `area`"),
    "unfilled later": ("go: {other: bye}", "go: {other: one}", 29, "without `listing`"),
    "yes asked for": ("Milk?", "Milk? Reply YES.", 7, "take YES for opting in or out"),
    "our words": ("From a cow.", "Your referral.", 12, "not of the people who read this"),
    "three texts": ("From a cow.", "A cow. " * 50, 12, "this can take 3 texts"),
}


@pytest.mark.parametrize(("before", "after", "line", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_line(before: str, after: str, line: int, sentence: str) -> None:
    """Each kind of fault is told at its line, with the mend."""
    assert before in TEA
    problems = told(TEA.replace(before, after, 1))
    here = [problem for problem in problems if problem.startswith(f"flows/tea.yaml:{line}: ")]
    assert any(sentence in problem for problem in here), problems


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("From a cow.", "From a cow \U0001f404.", "70 characters"),
        ("From a cow.", "A " + "very " * 25 + "big cow.", "words in one sentence; make two of it"),
        ("From a cow.", "Pasteurisations.", "is a hard word to read"),
    ],
)
def test_a_warning_stops_nothing(before: str, after: str, sentence: str) -> None:
    """What is only dear or hard to read is a warning."""
    flow = Flow.parse(TEA.replace(before, after, 1), "flows/tea.yaml")
    problems = lint.problems([flow])
    assert any(sentence in p.text and p.warning for p in problems), problems


def test_a_search_may_lead_one_way_for_all() -> None:
    """A search with one way on, and with words of its own for a puzzling reply, is in order."""
    text = TEA.replace("go: {other: bye}", "go: one\n    retry: Which one?")
    assert told(text) == []


def test_silence_may_lead_somewhere() -> None:
    """A step that only silence leads to is reached."""
    text = TEA.replace("{after: 1 day}", "{after: 1 day, go: quiet}")
    assert told(text + "  quiet:\n    end:\n") == []


def test_flows_want_different_words() -> None:
    """Two flows cannot start with the same word or on the same occasion."""
    other = TEA.replace("flow: tea", "flow: chai").replace("[TEA]", "[ROOM, anything else]")
    third = other.replace("flow: chai", "flow: mate").replace("ROOM", "tea".upper())
    flows = [Flow.parse(t, f"flows/{n}.yaml") for n, t in enumerate((TEA, other, third))]
    texts = [problem.text for problem in lint.problems(flows)]
    assert "`TEA` already starts `tea`; give one of them another word" in texts
    assert "`anything else` already starts `chai`; give one of them another word" in texts


def test_a_loop_through_a_question_known_already_is_a_loop() -> None:
    """A question that is passed over when its answer is known does not stop a loop."""
    start = TEA.index("  sugar:")
    end = TEA.index("  area:")
    text = TEA[:start] + "  sugar:\n    say: Sugar.\n" + TEA[end:]
    text = text.replace("  near:", "  round:\n    go: cow\n  near:")
    assert any("without asking anything" in problem for problem in told(text))


def test_a_loop_through_a_called_flow_that_asks_is_none() -> None:
    """Calling a flow that asks something is asking something."""
    asks = "flow: asks\ntitle: A\nno_reply: {after: 1 day}\nsteps:\n  a:\n    ask: A?\n"
    asks += "    answer: text\n"
    text = TEA.replace("say: From a cow.", "call: asks\n  back:\n    go: cow")
    assert not any("without asking" in p for p in told(text, asks + "  b:\n    end:\n"))


def test_calls_in_a_ring_are_told() -> None:
    """A flow that comes back to itself over another one is told."""
    other = "flow: other\ntitle: O\nsteps:\n  a:\n    call: tea\n  b:\n    end:\n"
    text = TEA.replace("say: From a cow.", "call: other")
    assert any("this flow calls itself" in problem for problem in told(text, other))


def test_values_of_free_answers_are_not_checked() -> None:
    """A field that is also saved from free words can have any value."""
    free = "flow: other\ntitle: O\nno_reply: {after: 1 day}\nsteps:\n  a:\n    ask: Milk?\n"
    free += "    answer: text\n    save: milk\n  b:\n    end:\n"
    assert told(TEA.replace("if: milk is white", "if: milk is green"), free) == []
    assert told(TEA.replace("if: milk is white", "if: tag cold")) == []


def test_options_of_two_questions_come_together() -> None:
    """A field saved by two questions can have the values of both."""
    other = "flow: other\ntitle: O\nno_reply: {after: 1 day}\nsteps:\n  a:\n    ask: Milk?\n"
    other += "    options: {oats: Oat milk}\n    save: milk\n  b:\n    end:\n"
    assert told(TEA.replace("if: milk is white", "if: milk is one of white, oats"), other) == []


def test_what_would_be_taken_for_urgent_words_is_told() -> None:
    """An option or a start word that the screen stops at could never be chosen in words."""
    text = TEA.replace("Without}", "I want to die}").replace("[TEA]", "[TEA, KILL MYSELF]")
    screen = SafetyBook.standing_in("safety.yaml").screen
    texts = [p.text for p in lint.problems([Flow.parse(text, "flows/tea.yaml")], screen)]
    assert any("`I want to die` would be taken for urgent words" in text for text in texts)
    assert any("`KILL MYSELF` would be taken for urgent words" in text for text in texts)


def test_the_shipped_flows_are_in_order() -> None:
    """Nothing is told about the flows we ship, not even a warning."""
    files = shipped("flows")
    safety, _ = SafetyBook.parse(shipped("directory")["directory/safety.yaml"], "safety.yaml")
    flows = [Flow.parse(text, file) for file, text in files.items()]
    assert [str(problem) for problem in lint.problems(flows, safety.screen)] == []
