"""What stands in a release: titles, labels and notes, in words that promise nothing."""

from __future__ import annotations

TOKEN = "*"  # noqa: S105 - no password
"""In place of a figure that is not printed: nobody, one to nine people, and every other reason look
the same."""

STAGES = {
    "invited": "asked whether they want check-ins",
    "consented": "said yes themselves",
    "baseline": "answered at the start",
    "due": "due for this round",
    "sent": "written to",
    "delivered": "the text arrived",
    "started": "answered something",
    "complete": "answered everything",
    "paired": "answered at the start and now",
}
"""The funnel, from the first stage to the last."""

BANDS = {
    "age": {"under-25": "under 25", "25-64": "25 to 64", "65-plus": "65 or over"},
    "ethnicity": {
        "asian": "Asian",
        "black": "Black, Caribbean or African",
        "mixed": "mixed",
        "white": "white",
        "other": "another",
    },
    "disability": {"yes": "an illness or disability", "no": "none"},
    "language": {
        "english": "English at home",
        "welsh": "Welsh at home",
        "other": "another at home",
    },
    "area": {},
}
"""What people may say of themselves, by what it is about, in the order it is printed."""

BY = {
    "age": "age",
    "ethnicity": "ethnicity",
    "disability": "illness or disability",
    "language": "language at home",
    "area": "district",
}

STRATIFIERS = tuple(BY)
"""By what figures are told apart, one at a time: what people chose to say, and their district."""

OUTCOMES = {
    "completed_got_help": "went, and got what they came for",
    "did_not_help": "went, and it did not help",
    "open": "not ended yet",
    "declined_by_service": "the group said no",
    "declined_by_person": "said no themselves",
    "no_longer_interested": "did not want it any more",
    "redirected": "sent on elsewhere",
    "closed_no_contact": "could not be reached",
    "lapsed": "ended without anybody's no",
}
"""How introductions stand, in words; what is none of these is open."""

NOTES = {
    "token": f"{TOKEN} stands for a figure that is not printed: nobody, fewer than ten people, or "
    "a figure that could give somebody away beside another one. They look the same on purpose.",
    "rounded": "Numbers of people are rounded to the nearest five, shares are whole per cent of "
    "rounded numbers, everything else has one decimal.",
    "repeated": "A row that says an earlier quarter is repeated from then: fewer than ten people "
    "came or went since.",
    "change": "Change is later less earlier, of people who answered both times. There is no group "
    "to compare with: people who begin when things are bad tend to feel better later, whatever is "
    "done. So this is change, and nobody can say from it what brought it about.",
    "interval": "Low and high are the ends of the 95 % interval around the mean change.",
    "missing": "If nobody who is missing had changed, the mean would be what stands under that "
    "heading. The last column says by how many points those who are missing would have to have "
    "done worse than those who answered before the interval held 0: the more, the surer.",
    "completers": "How those who answered again had begun, beside those who did not: where the two "
    "differ, the change is that of some people more than of others.",
    "moves": "People by the band they began in and the band they are in now.",
    "reach": "People who answered at least once, by what they chose to say. Nobody has to say.",
    "searches": "Searches in this quarter. Searches are not people: of each person one for each "
    "need is counted in a month, as it first came out. An introduction that came to nothing is "
    "counted as one that found nothing. By district only what can be printed has a row.",
    "referrals": "People who were introduced to a group in the quarter before, by how it stood "
    "when this was made. Somebody introduced twice may stand in two rows.",
}


def wave_title(wave: str) -> str:
    """How a round is called: "6-weeks" -> "after 6 weeks"."""
    return "at the start" if wave == "baseline" else f"after {wave.replace('-', ' ')}"


def band_title(by: str, band: str) -> str:
    """How a group is called."""
    if band == "not-said":
        return "did not say"
    return BANDS.get(by, {}).get(band, band if by == "area" else band.replace("-", " "))
