"""She has died, moved, or is in hospital, said by somebody else: known, and never mistaken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.safety.departures import Departure, News, besides, news

TOLD = {
    Departure.DIED: """
        This is Joan's daughter, she died on Monday
        hi im his wife. he passed away last week
        sorry to tell you Mr Ahmed has passed away
        The man you are texting has died
        this was my husbands phone, he has died
        his daughter here. dad died on friday
        he used to get these texts but hes dead now
        please stop texting her, she has died
        my husband has died stop sending him texts
        dont text her, my mum passed away in may
        Just to let you know Mrs Kaur is no longer with us
        the person who had this number is dead
        my husband has died, this is his phone
        """,
    Departure.MOVED: """
        The lady who had this number has moved away
        she no longer lives here, please stop texting
        please dont text her she has moved to a care home
        the person you are trying to contact has moved
        this is her neighbour, she has gone into a care home
        this is his son. he has a new number
        this is her husband. she has moved. stop texting her
        mum went into a care home, this is her old number
        this is her sister she doesnt use this phone anymore
        """,
    Departure.HOSPITAL: """
        she's in hospital, this is her son
        Mum's in hospital, this is her daughter
        answering for mum, shes in hospital
        This is my mums phone and shes been taken into hospital
        stop texting she is in hospital
        this is his carer, he has been admitted to hospital
        """,
}
THEIR_OWN = """
    im lonely since my husband died
    my mum is in hospital and i cant visit
    im in hospital and lonely
    my son moved away
    her daughter died and im heartbroken
    he died
    shes in hospital
    my wife passed away in june
    im my mums carer, shes in hospital
    my dog died
    im using my mums phone, my dad died
    I'm sorry my dad died and i cant cope
    I have just moved here and know nobody
    I need a care home for my mum
    my brother passed his test
    the phone died
    """


def lines(text: str) -> list[str]:
    """One message a line."""
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("what", "text"), [(w, line) for w, t in TOLD.items() for line in lines(t)]
)
def test_somebody_else_tells_us(what: Departure, text: str) -> None:
    """Who they are, whose phone it is or our texts, with the news: the person is not there."""
    assert news(text) == News(what)
    assert news(text.upper()) == News(what)


@pytest.mark.parametrize("text", lines(THEIR_OWN))
def test_a_loss_of_their_own_is_not_taken_for_it(text: str) -> None:
    """Somebody who has lost somebody needs company, and is not met with silence."""
    assert news(text) is None
    assert news(text, ["Joan"]) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Joan has died", News(Departure.DIED, "Joan")),
        ("sadly joan passed away", News(Departure.DIED, "Joan")),
        ("Joan's in hospital", News(Departure.HOSPITAL, "Joan")),
        ("ted has moved out", News(Departure.MOVED, "Ted")),
        ("Mary has died", None),
        ("joanne has died", None),
        ("my Joan has died", None),
    ],
)
def test_a_name_we_know_is_enough(text: str, told: News | None) -> None:
    """With the first name of somebody on this number the news alone will do."""
    assert news(text, ["Joan", "Ted", ""]) == told


@pytest.mark.parametrize(
    "text",
    [
        "she died last week",
        "she passed away in the spring",
        "sorry, hes in hospital",
        "She has moved",
        "hes dead",
        "Sorry he's dead",
        "oh no sorry. she is dead",
        "this is not Mavis. she passed away",
        "this isnt alan, he died",
        "wrong number she died",
    ],
)
def test_after_we_wrote_first_she_is_the_one_we_wrote_to(text: str) -> None:
    """An answer to a text of ours that nobody asked for is about whom we wrote to."""
    assert news(text, unasked=True) is not None
    assert news(text) is None


@pytest.mark.parametrize(
    "text",
    ["this is not fair. he died", "he died and im lonely", "she died, i cant stop crying"],
)
def test_after_we_wrote_first_too_a_loss_of_their_own_is_theirs(text: str) -> None:
    """Who says how they are themselves has lost somebody, and is there."""
    assert news(text, unasked=True) is None


def test_who_says_that_they_are_not_the_one_we_know() -> None:
    """With the name we know, "not Joan" says whom they mean by "she"."""
    for text in ("im not joan she died", "This isn't Joan. She's passed away"):
        assert news(text, ["Joan"]) == News(Departure.DIED)
        assert news(text) is None
    assert news("im not joan", ["Joan"]) is None


def test_a_long_story_is_no_news() -> None:
    """Who tells a long story tells their own."""
    assert news("this is her son, she died. " * 10) is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300), st.lists(st.text(max_size=10), max_size=3))
def test_any_text_has_an_answer(text: str, names: list[str]) -> None:
    """No text and no name breaks it."""
    found = news(text, names)
    assert found is None or found.name in ("", *names)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("this is her son. she has gone in hospital, he hit her again", "he hit her again"),
        ("Shes in hospital, this is her neighbour, the kids are alone", "the kids are alone"),
        ("this is his daughter, dad died last night", ""),
        ("stop texting her she has died", ""),
    ],
)
def test_what_is_said_beside_the_news(text, rest) -> None:
    """The parts that tell neither what happened nor who tells it."""
    assert besides(text) == rest


def test_a_widow_with_his_phone_in_her_hand() -> None:
    """Her own grief is not news to us, though she speaks of his phone or does not want texts."""
    for text in (
        "my husband has died and ive got his phone by my bed",
        "my son died and i cant stop crying please dont text me",
        "my mum moved away and i miss her",
    ):
        assert news(text) is None, text
