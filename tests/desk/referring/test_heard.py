"""The word and the code in what a group answers, as thumbs write it."""

import pytest

from connectbot.desk.referring.heard import heard

CODE = ("K7QP",)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("YES K7QP", "yes"),
        ("yes k7qp", "yes"),
        ("Yes, K7QP.", "yes"),
        ("k7qp yes please", "yes"),
        ("Yes! k7-qp", "yes"),
        ("ok K 7 Q P", "yes"),
        ("yes of course K7QP thanks", "yes"),
        ("no problem K7QP", "yes"),
        ("no worries at all, k7qp", "yes"),
        ("fine by us K7QP", "yes"),
        ("she can come K7QP", "yes"),
        ("send her along K7QP", "yes"),
        ("by all means K7QP", "yes"),
        ("FULL K7QP", "full"),
        ("sorry we're full up (k7qp)", "full"),
        ("no sorry no room K7QP", "full"),
        ("NO K7QP", "no"),
        ("we can't, k7qp", "no"),
        ("WAITING LIST K7QP", "wait"),
        ("yes waitlist k7qp", "wait"),
        ("MET K7QP", "met"),
        ("yes met her, K7QP", "met"),
        ("she came! K7QP", "met"),
        ("NO ANSWER K7QP", "no answer"),
        ("no  answer\nk7qp", "no answer"),
        ("rang twice, couldn't get hold of him K7QP", "no answer"),
        ("didn't turn up K7QP", "no answer"),
        ("not met yet K7QP", "no answer"),
        ("not seen her K7QP", "no answer"),
        ("he did come K7QP", "met"),
        ("yesK7QP", "yes"),
        ("FULLk7qp", "full"),
        ("y K7QP", "yes"),
        ("n K7QP", "no"),
        ("iawn croeso iddi K7QP", "yes"),
        ("llawn K7QP", "full"),
        ("na, dim lle K7QP", "full"),
        ("dim croeso K7QP", None),
        ("sorry we have stopped running K7QP", "no"),
        ("no longer running K7QP", "no"),
        ("na sori, wedi cau K7QP", "no"),
        ("we are full and closed to new people K7QP", "full"),
        ("yes, she never stopped talking K7QP", None),
        ("she has not stopped coming K7QP", None),
        ("yes we are closed mondays but come K7QP", None),
        ("what's her number K7QP", None),
        ("not sure K7QP", None),
        ("that won't be fine K7QP", None),
        ("yes but we are full K7QP", None),
        ("yes or no? K7QP", None),
        ("no we met K7QP", None),
        ("met but now full K7QP", None),
        ("who is this? K7QP", None),
    ],
)
def test_case_spaces_and_words_around_it_are_forgiven(text, word) -> None:
    """What cannot be told is asked again, and never guessed."""
    found = heard(text)
    assert (found.word, found.codes) == (word, CODE)


@pytest.mark.parametrize(
    "text",
    [
        "yes",
        "yes LS8 2",
        "no NE28",
        "yes W1A 1",
        "met E17 4",
        "full B29 7",
        "no answer",
        "yes mate",
    ],
)
def test_what_is_no_code(text) -> None:
    """No part of a postcode has the shape of a code, and no word."""
    assert heard(text).codes == ()


def test_which_messages_look_like_an_answer_to_anybody() -> None:
    """A short one with the code as we write it; a talk in which letters happen to stand is not."""
    assert heard("no answer K7QP").an_answer
    assert not heard("K7QP").an_answer
    assert not heard("yes i had a 7 pm appointment").an_answer
    assert not heard("yes I was told I have T2DM and I feel so alone with it").an_answer


def test_several_codes() -> None:
    """Each once, in their order."""
    assert heard("yes K7QP, full M4RT and K7QP").codes == ("K7QP", "M4RT")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Yes of course she is very welcome here", True),
        ("she came on Tuesday and had a lovely time", True),
        ("sorry only just seen this, yes she can come", True),
        ("yes but not until the middle of January", False),
        ("no one ever rings me or answers my calls", False),
        ("is it fine if she comes on the Monday", False),
        ("yes can you tell us more about her first?", False),
        ("yes and we did this and we did that and then we did it all again", False),
    ],
)
def test_a_sentence_is_an_answer_only_where_it_can_be_nothing_else(text, told) -> None:
    """It begins like one, is not long, and nothing in it takes it back or asks."""
    assert heard(text).plain is told


@pytest.mark.parametrize(
    ("text", "thanks"),
    [
        ("thank you", True),
        ("Ok lovely, thanks very much", True),
        ("ta", True),
        ("ok", False),
        ("thanks K7QP", False),
        ("thanks, she came", False),
    ],
)
def test_a_thank_you_is_no_answer(text, thanks) -> None:
    """Nothing is asked again after it."""
    assert heard(text).thanks is thanks
