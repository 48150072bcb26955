"""A yes or a no, as people here say it; anything between is asked again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from connectbot.flows.answers.plain import plain, words
from connectbot.flows.answers.slips import meant


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in text.split("|"))


_FINE = (
    "ok okay alright fine good great grand lovely nice perfect brilliant smashing fab wonderful"
    " super cool ideal champion"
).split()
_PRAISED = "thats|that is|thatd be|that would be|itd be|it would be|thatll be|would be|sounds"
_YES = (
    _phrases(
        """
        yes|y|ye|yeah|yea|yeh|yah|ya|yep|yup|yip|yh|yis|yus|yass|aye|ay|uh huh|mhm|mm hm|ok|okay|k
        |kk|oki|okey|okey dokey|okie dokie|alrighty|all right|sure|sure thing|for sure|certainly
        |absolutely|definitely|definately|defo|deffo|def|totally|course|of course|ofc|naturally
        |indeed|please|please do|do|go on|go for it|go ahead|crack on|carry on|do it|do that
        |lets go|lets do it|lets|count me in|im in|up for it|im up for it|im game|good idea
        |great idea|that is a yes|thats a yes|its a yes|might as well|may as well|can do|will do
        |course you can|of course you can|righto|wouldnt mind|i wouldnt mind
        |it would be rude not to|itd be rude not to|rude not to|id be up for that|id be up for it
        |up for that|bring it on|thats me|its me|be rude not to|yessir|yes sir|certainly is
        |certainly do|certainly am|sound|reet|nice one|y not|yarp|if you must|all good with me
        |good with me|fine by me|fine with me|ok by me|ok with me|okay with me|thats it|thats right
        |thats correct|that is right|that is correct|sounds right|sounds about right|correct
        |right you are|true|agreed|i agree|that would help|thatd help|it would help|itd help
        |why not|i do|i am|i have|i can|i will|i would|i did|we do|we are|we have|we can|we will
        |it is|it does|it did|it has|love to|love that|id love to|id love that|id love it
        |i would love to|i would love that|id like that|i would like that|id like to
        |i would like to|i want to|i want that|happy to|im happy to|happy with that
        |im happy with that|works for me|that works|suits me|that suits me|no objection
        |no objections|dont mind if i do|wouldnt say no|i wouldnt say no|cant wait|too right
        |you bet|i suppose so|suppose so|i spose so|i guess so|guess so|i think so|think so
        |i reckon so|i believe so|100|hell yes|by all means|with pleasure|gladly|if you like
        |if you dont mind|if its no trouble|if thats ok|if thats alright|if thats okay|if you could
        |if you would|it helped|it did help|very much so|i consent|i accept|accepted|confirmed
        |confirm|ie|ydw|ydy|ydi|ydyn|ydan|oes|iawn|wrth gwrs|os gwelwch yn dda|byddwn|hoffwn|yndw
        |yndi|ia
        """
    )
    | {(word,) for word in _FINE if word not in {"good", "nice"}}
    | {
        (*start.split(), word, *end)
        for start in _PRAISED.split("|")
        for word in _FINE
        for end in ((), ("to", "me"), ("for", "me"), ("by", "me"))
    }
)
_NO = _phrases(
    """
    no|n|na|nah|nay|naw|nope|nop|noo|nae|no way|no chance|no fear|not really|not at all|not for me
    |not my thing|not my cup of tea|not today|not now|not right now|not at the moment|not atm
    |not just now|not just yet|not yet|not this time|not interested|im not interested|no interest
    |not likely|not keen|im not keen|not on your nelly|not on your life|not a chance|not me
    |not particularly|not especially|not much|not needed|not necessary|not a bit|never|never have
    |never did|never ever|id rather not|rather not|i would rather not|prefer not|prefer not to
    |id prefer not to|id prefer not|i prefer not to|i would prefer not to|better not|best not|dont
    |please dont|dont bother|dont worry|dont worry about it|dont trouble|dont think so
    |i dont think so|i dont|i dont want to|i dont want it|i dont want that|dont want to
    |dont want it|dont want that|dont need it|i dont need it|dont need to|dont fancy it
    |i dont fancy it|i do not|i wont|i cant|i havent|i didnt|i wouldnt|i am not|im not|it isnt
    |it doesnt|it didnt|it hasnt|it wasnt|its not|its not for me|not right|thats not right
    |thats wrong|wrong|incorrect|false|no need|theres no need|no point|ill pass|leave it
    |ill leave it|give it a miss|ill give it a miss|count me out|im out|forget it|absolutely not
    |definitely not|defo not|certainly not|of course not|course not|probably not|i think not
    |i doubt it|doubt it|im afraid not|afraid not|sadly not|unfortunately not|hell no|god no
    |no good|no use|thanks but no thanks|thank you but no|i disagree|declined|nac ydw|nac ydy
    |nac ydi|nac oes|naddo|nage|nag ydw|nag oes|cant be bothered|i cant be bothered|cba|hard pass
    |nty|not happening|thats a no|its a no|that is a no|you must be joking|no siree|i couldnt
    |couldnt|over my dead body|dim diolch|dim o gwbl|nadw|na fyddwn
    """
)
_SIGNS = {**dict.fromkeys("👍✅✔👌☑🆗", "yes"), **dict.fromkeys("👎❌✖🚫", "no")}

_ASIDES = re.compile(
    r"\b(?:(?:do )?you know what|tell you what|to be (?:fair|honest)|you know|as it happens"
    r"|from me)\b"
)
_CORRECTION = re.compile(r"\b(?:i mean|i meant|meant|no wait|wait|actually|oops|sorry)\b")
_CONDITION = re.compile(r"\b(?:(?:as|so) long as|provided|providing)\b")
_SHORT = {"u": "you", "ur": "youre"}
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_FILLERS = frozenset(
    """
    um umm er erm err hmm well oh ah ooh so hi hello hiya hey now then thanks thank you ta cheers
    please pls plz plis x xx xxx xxxx diolch love luv hun hon mate pal duck pet dear darling babe
    lol haha thx thnx thanx ty tx tks hen chuck petal flower sweetheart man bro sorry very much
    actually just really honestly tbh kindly sir madam miss god bless and go on
    """.split()
)
_DOUBT = frozenset(
    """
    maybe perhaps depends unsure dunno possibly efallai unless might mebbe maybes either neither if
    whether ask think later decide idk dno sure certain probably hopefully only sometimes what when
    where who why how which whats wheres whos hows
    """.split()
)
_STRONG = {
    **dict.fromkeys("yes yeah yep yup aye yea yeh yh ye y ie ydw oes".split(), "yes"),
    **dict.fromkeys("no nope nah na nay naw nac".split(), "no"),
}
_AFTER_NO = frozenset(
    """
    i im id ive ill its it thats that we weve my he hes she they not dont never cant wont youre
    your youve you there because cos cause honestly really sorry thanks thank ta but im for
    """.split()
)
_LONGEST = 30
_SPOKEN = sorted(phrase[0] for phrase in _YES | _NO if len(phrase) == 1)


def yesno(text: str) -> str | None:
    """ "yes" or "no": "nah you're alright" is no; "yeah no" and "I'm ok thanks" are asked again."""
    said = plain(text)
    if "?" in said:
        return None
    typed = words(_STRETCHED.sub(r"\1", _ASIDES.sub(" ", said.replace("'", ""))))
    spoken = [_SHORT.get(word, word) for word in typed]
    if not spoken:
        return _one({_SIGNS[char] for char in said if char in _SIGNS})
    if len(spoken) > _LONGEST:
        return None
    return _corrected(spoken) or _plainly(spoken) or _strongly(spoken, said)


def _one(meanings: set[str]) -> str | None:
    return meanings.pop() if len(meanings) == 1 else None


def _corrected(spoken: Sequence[str]) -> str | None:
    """What stands after "I mean": "no I mean yes" is yes."""
    parts = _CORRECTION.split(" ".join(spoken))
    if len(parts) < 2 or not parts[0].strip():
        return None
    return _plainly(parts[-1].split())


def _plainly(spoken: Sequence[str]) -> str | None:
    """Where the whole reply is made of things one says for yes, or all for no."""
    reached: list[set[frozenset[str]]] = [{frozenset()}, *(set() for _ in spoken)]
    for start in range(len(spoken)):
        for meant_so_far in reached[start]:
            for end, meaning in _steps(spoken, start):
                reached[end].add(meant_so_far | meaning)
    covers = [set(cover) for cover in reached[-1] if cover]
    return _one(min(covers, key=len)) if covers else None


def _steps(spoken: Sequence[str], start: int) -> list[tuple[int, frozenset[str]]]:
    """Where a phrase or a filler that starts here ends, and what it means."""
    steps: list[tuple[int, frozenset[str]]] = []
    if spoken[start] in _FILLERS:
        steps.append((start + 1, frozenset()))
    for end in range(start + 1, min(start + 6, len(spoken)) + 1):
        phrase = tuple(spoken[start:end])
        if end == start + 1:
            phrase = (meant(spoken[start], _SPOKEN) or spoken[start],)
        steps += [(end, frozenset({"yes"}))] if phrase in _YES else []
        steps += [(end, frozenset({"no"}))] if phrase in _NO else []
    return steps


def _strongly(spoken: Sequence[str], said: str) -> str | None:
    """A plain yes or no with more behind it: "yes but not Mondays"."""
    while len(spoken) > 1 and spoken[0] in _FILLERS:
        spoken = spoken[1:]
    first, rest = _STRONG.get(spoken[0]), spoken[1:]
    if first is None and f", {spoken[-1]}" in said and _plainly(spoken[:-1]) is None:
        first, rest = _STRONG.get(spoken[-1]), spoken[:-1]
    if (
        _CONDITION.search(said)
        or first is None
        or not rest
        or _DOUBT.intersection(rest)
        or _STRONG.keys() & set(rest)
    ):
        return None
    if first == "yes":
        return "yes"
    plainly_no = said.startswith(f"{spoken[0]},") or rest[0] in _AFTER_NO
    return "no" if plainly_no and "but" not in rest else None
