"""What stands in when safety.yaml or its rules cannot be used: a short list, the known numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from connectbot.safety.plain import folded, words_of

PLAIN: Mapping[str, Sequence[str]] = {
    "medical_emergency": (
        "cant breathe",
        "can not breathe",
        "not breathing",
        "having a heart attack",
        "having a stroke",
        "bleeding badly",
        "wont wake up",
        "unconscious",
    ),
    "suicide_self_harm": (
        "kill myself",
        "killing myself",
        "kms",
        "suicidal",
        "end my life",
        "end it all",
        "want to die",
        "wanna die",
        "dont want to be alive",
        "better off dead",
        "better off without me",
        "overdosed",
        "took an overdose",
        "take an overdose",
        "cutting myself",
        "hurt myself",
        "harm myself",
        "self harm",
        "no reason to live",
        "unalive myself",
    ),
    "child_risk": (
        "hits my child",
        "hurting a child",
        "hurts the kids",
        "hits the kids",
        "touches me down there",
        "my dad hits me",
        "my mum hits me",
        "child is being hurt",
    ),
    "domestic_abuse": (
        "he hits me",
        "she hits me",
        "he hit me",
        "she hit me",
        "beats me up",
        "strangled me",
        "raped me",
        "scared of my husband",
        "scared of my partner",
        "wont let me leave",
        "threatened to kill me",
    ),
    "adult_abuse": (
        "carer hits me",
        "carer hits my mum",
        "carer steals",
        "carer is stealing",
        "modern slavery",
    ),
    "threat_to_others": (
        "going to kill him",
        "going to kill her",
        "going to kill them",
        "gonna kill him",
        "gonna kill her",
        "going to stab",
        "gonna stab",
        "got a knife and",
    ),
}
"""Kind -> what is looked for word by word; the most urgent kind first."""

SAY = (
    "I'm sorry it is so hard. In danger now? Ring 999. Samaritans listen, any hour, free: 116 123."
)
LINE = "For NHS help with your mind, any hour, ring 111 and press 2."
TEXTS: Mapping[str, str] = {
    "then": "I'm still here. Text PERSON for our team.",
    "neutral": "Thanks, got it. Reply 1 for more, or 0 to leave it there.",
    "help": (
        "In danger ring 999. NHS help for your mind, any hour: 111, press 2. "
        "Samaritans: 116 123. Text PERSON for the {team}, MENU for ideas, STOP to end."
    ),
    "stop": "OK, no more texts from us. If you ever want to come back, text START.",
    "start": "Welcome back. I'm {place}'s automatic helper. Say what would help, or text MENU.",
    "young": (
        "Thank you for telling me. I'm made for grown-ups, but Childline is there for you, free, "
        "any hour: 0800 1111. You can write to me here too."
    ),
}
"""The same wording as in the starter's safety.yaml, for when that cannot be used."""


def plain_look(text: str, plain: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The kinds whose plain words stand in a text, with this list and the short one together."""
    words = f" {words_of(folded(text))} "
    kinds = dict.fromkeys((*PLAIN, *plain))
    return tuple(
        kind
        for kind in kinds
        if any(
            f" {words_of(folded(phrase))} " in words
            for phrase in (*PLAIN.get(kind, ()), *plain.get(kind, ()))
        )
    )
