"""Urgent words: fixed replies at once, a named human told, and the talk kept where it was."""

from __future__ import annotations

import re

from connectbot.flows import checkins_rest, idle, measuring, resting, sentences, words
from connectbot.flows.scene import Scene
from connectbot.model.effect import Alert
from connectbot.safety.reserved import keyword

_MORE = frozenset({"1", "yes", "yes please", "more", "y"})
_LEAVE = frozenset({"0", "no", "leave it", "leave it there"})
_ABUSE = "domestic_abuse"
_LOOKS = r"(?:check|read|see|saw|search|watch|monitor|look|go|gone|been|track|spy|spies)\w*"
_THIS = r"(?:my|me|mi|this|our)"
_AT = rf"(?: (?:at|in|into|on|through|thru))?(?: all)? (?:{_THIS}|the)"
_PHONE = r"(?:phone|fone|mobile|texts?|txts?|messages|msgs|whatsapp)\b(?! number)"
_SHARES = rf"(?:uses?|using|shares?|sharing|controls?|controlling) {_THIS} {_PHONE}"
_WRITTEN = (
    rf"{_LOOKS}(?: at| over)?(?: (?:all|everything))?(?: (?:that|of))?"
    r" (?:what|wot|everything|all) (?:i|we)(?:['\u2019]?m| am|['\u2019]?re| are)?"
    r" (?:writ|typ|send|text|txt|put|say)\w*"
    r"|(?:look|read)\w* over my shoulder"
)
_SEEN = rf"(?:{_LOOKS}{_AT} {_PHONE}|{_SHARES}|{_WRITTEN})"
_NOT = r"(?<!doesnt )(?<!doesn't )(?<!dont )(?<!don't )(?<!never )(?<!cant )(?<!can't )(?<!\bi )"
_OTHER = (
    r"(?:he|she|they|hes|shes|theyre|he's|she's|they're|husband|wife|partner|boyfriend|girlfriend|"
    r"bf|gf|ex|mum|mam|mom|dad|stepdad|stepmum|brother|sister|son|daughter|carer|uncle|aunt|"
    r"parents|family|someone|everyone|somebody)"
)
_BACK = (
    r"(?: (?:me|back|to (?:this|me)|this|here|on (?:this|here|my)|again|anything|now|please|pls|"
    r"if|or|cos|because|he|she|they)\b|\s*(?:[.,!?\n]|$))"
)
_TEXT = r"(?:text|txt|reply|respond|message|msg|write|answer|ring|call|phone)"
_WATCHED = re.compile(
    rf"\b{_NOT}{_SEEN}"
    r"|\bwe (?:all |both )?(?:share|use) (?:a|an|one|this|the|the same) (?:phone|fone|mobile)\b"
    r"|\b(?:has|got|takes|took|have) my (?:phone|fone|mobile)\b(?! number)",
    re.IGNORECASE,
)
_SEEN_BY_OTHERS = re.compile(
    rf"\b{_OTHER}(?:[ ']\w+){{0,3}}? {_NOT}(?:{_SEEN}"
    r"|(?:has|have|got|takes|took|keeps) my (?:phone|fone|mobile)\b(?! number)"
    r"|(?:see|sees|find|finds|read|reads) "
    r"(?:this|these|(?:my|the|your) (?:texts?|messages?|reply)))",
    re.IGNORECASE,
)
_NOT_TO_TEXT = re.compile(
    rf"(?<!said )(?<!says )(?<!me )(?<!saying )\b(?:don['\u2019]?t|do not|never|no not)"
    rf"(?: ever| you)? {_TEXT}{_BACK}"
    rf"|\b(?:not|isn['\u2019]?t|unsafe|never) safe (?:to|for you to) (?:{_TEXT}|talk)",
    re.IGNORECASE,
)


def answer(scene: Scene, kinds: tuple[str, ...]) -> None:
    """Say the fixed words for these kinds, and alert. What they say first is kept in mind, so that
    nobody asks for it again; a check-in is over for now; where a phone is watched, or they ask us
    not to text, that holds for the rest of the talk."""
    talking, now = bool(scene.conversation.frames), measuring.halt(scene)
    if _unsafe(kinds, scene.said):
        scene.change(saved={**now.saved, "phone": "shared"})
    if not talking:
        scene.change(heard=words.clean(f"{now.heard}\n{scene.said}".strip()))
    _say(scene, kinds, shared=_shared(scene))
    scene.do(Alert(kinds))
    scene.change(urgent=kinds, tries=0)


def goes_on(scene: Scene) -> bool:
    """On a phone that others see the first reply was neutral, and 1 asks for the rest: whether
    this message was about that. A mere "ok" is asked again; so is anything else once, as a
    frightened person may not see at first what is offered. After that the talk goes on."""
    kinds, said = scene.conversation.urgent, scene.said.strip(" .").casefold()
    if not kinds or not _shared(scene):
        return False
    if said in _LEAVE:
        scene.say(sentences.LEFT_THERE)
        checkins_rest.told(scene)
        scene.conversation = resting.put_away(scene.conversation)
    elif said in _MORE or idle.only_thanks(said):
        _say(scene, kinds, shared=said not in _MORE)
    elif _may_ask_again(scene):
        scene.change(tries=1)
        _say(scene, kinds, shared=True)
    else:
        return False
    return True


def _may_ask_again(scene: Scene) -> bool:
    """Once, and not in place of a reserved word or of who is writing."""
    now = scene.conversation
    return not now.tries and not now.stranger and keyword(scene.said) is None


def _unsafe(kinds: tuple[str, ...], said: str) -> bool:
    """Whether the message itself says that another may read the answer, or not to send one. Where
    somebody hurts them less is enough."""
    watched = _ABUSE in kinds and _WATCHED.search(said)
    return bool(watched or _SEEN_BY_OTHERS.search(said) or _NOT_TO_TEXT.search(said))


def _say(scene: Scene, kinds: tuple[str, ...], *, shared: bool) -> None:
    for text in scene.safety.reply(kinds, shared):
        scene.say(text)


def _shared(scene: Scene) -> bool:
    return resting.is_seen(scene.conversation)
