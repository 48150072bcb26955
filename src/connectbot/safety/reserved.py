"""The words that no flow may redefine: how people say stop, start, help, back, a person."""

from __future__ import annotations

import re
from enum import StrEnum

from connectbot.safety.plain import folded, words_of


class Keyword(StrEnum):
    """What a whole message asks of us, wherever the talk stands."""

    STOP = "STOP"
    START = "START"
    HELP = "HELP"
    MENU = "MENU"
    BACK = "BACK"
    PERSON = "PERSON"
    WRONG_PERSON = "WRONG PERSON"
    FORGET = "FORGET ME"
    LANDLINE = "NO MOBILE"
    GO = "GO"
    PAUSE = "PAUSE"
    NO_CHECKINS = "NO CHECK-INS"
    CHECKINS = "START CHECK-INS"


_PROVIDER = {
    **dict.fromkeys(
        ("stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout"),
        Keyword.STOP,
    ),
    **dict.fromkeys(("start", "yes", "unstop"), Keyword.START),
    **dict.fromkeys(("help", "info"), Keyword.HELP),
}

# One word alone, also with letters held down ("stoppp").
_WORDS = {
    Keyword.STOP: """stop stopall stopp sotp stpo unsubscribe unsubscibe unsuscribe cancel end quit
        revoke optout stopiwch stopia stopio stopiwchplis stopwch peidiwch arret arreter arrete
        arretez stopit stopnow stoptexting""",
    Keyword.START: "start unstop restart dechrau ailddechrau",
    Keyword.HELP: "help info hlep cymorth helpwch",
    Keyword.MENU: "menu dewislen",
    Keyword.BACK: "back previous",
    Keyword.PERSON: "person human",
    Keyword.WRONG_PERSON: "wrongperson wrongnumber",
    Keyword.FORGET: "forgetme anghofiwch",
    Keyword.GO: "go ewch",
    Keyword.PAUSE: "pause seibiant",
    Keyword.NO_CHECKINS: "nocheckins stopcheckins",
    Keyword.CHECKINS: "startcheckins",
}

_TEXTS = r"(?:texts?|txts?|messages?|msgs?|texting|txting|messaging|msging|sms|smss)"
_TEXTING = (
    r"(?:texting|txting|messaging|msging|contacting|sending|bothering|spamming|writing to|"
    r"writing|ringing|calling|pestering|harassing|hassling)"
)
_TEXT = r"(?:text|txt|message|msg|contact|write to|bother|ring|call|send)"
_ME = r"(?:me|us|this number|this phone|my phone|my number|my mobile)"
_THESE = r"(?:these|the|this|your|any|any more|anymore|all|all the|all these|all your|them)"
_AGAIN = r"(?:again|any more|anymore|now|at once|ever again|right now)"
_ASK = (
    r"(?:can|could|will|would|may|might) (?:you|u|ya|we|i)(?: please| pls| just)?|"
    r"(?:i|we) (?:want|need|would like|wish|have)(?: you| u)? to|id like(?: you)? to|"
    r"(?:i|we) (?:wanna|wana)|is it ok to|how do i|how can i|let me"
)
_WITH = r"(?:to|with|2|wi)"
_SOMEONE = (
    r"(?:(?:a|an|the|one of your) )?(?:(?:real|actual|proper|live|human|nice) )*"
    r"(?:person|human|human being|someone|somebody|some one|one of you|someone real|"
    r"somebody real|member of staff|staff|link worker|worker|adviser|advisor|operator)"
)

_THIS_IS_NOT = r"(?:(?:this|that|it) is not|thats not|its not|(?:this|that|it) isnt)"

_DIED = r"(?:died|dead|passed(?: away| on)?|gone now)"
_WHOSE = (
    r"(?:(?:my|our|the|her|his) )?(?:late )?(?:husband|wife|partner|mum|mother|dad|father|son|"
    r"daughter|brother|sister|nan|gran|grandad|friend|man|lady|person|owner|he|she|they|hes|shes)"
)
_POLITE_ASK = r"please|pls|can|could|will|would|you|u|so|and"
_SOMEBODY_DIED = rf"(?:{_WHOSE} ){{1,2}}(?:(?:has|have|is|was|just|sadly|now|recently) )*{_DIED}"
# Not "died and i dont know what to do without him".
_NO_MORE_TEXTS = (
    rf"(?:(?:{_POLITE_ASK}) )*(?:(?:stop|quit)(?: \w+)? (?:texts?|texting|txting|messages?|"
    r"messaging|sending|contacting|writing)|(?:dont|do not)(?: \w+)? (?:text|txt|message|contact)|"
    r"(?:take|remove|delete) (?:him|her|them|his|my|this)(?: \w+)?"
    r" (?:off|from|number|name|details))"
)
_MINE = (
    r"(?:about )?(?:my (?:data|details|info|information|messages|texts|history|records?|account)"
    r"|me(?: (?:completely|from your (?:system|records|memory)))"
    r"|what i(?: have|ve)? (?:said|told you))"
    r"(?: (?:and \w+|please|now|from your (?:system|records|memory)))*"
)
_HELD_ON_ME = (
    r"(?:(?:the |my )?(?:data|details|info|information|what|stuff|that) )?(?:that )?"
    r"(?:you|u)(?: have|ve|ve got| have got| got| hold| keep| know| kept| saved)+"
    r"(?: (?:on|about|of) me)?"
)
_FAMILY = (
    r"(?:mum|mam|mom|mother|dad|father|husband|wife|partner|son|daughter|brother|sister|nan|gran|"
    r"grandma|grandad|uncle|aunt|auntie|child|kids?|family)"
)
_LANDLINE = r"(?:land ?line|house phone|home phone|phone at home)(?: phone)?"
_CHECKINS = r"(?:my |the |these |your )?check ?ins?"
_PHRASES = {
    Keyword.STOP: (
        r"(?:just |now |no |i said |i told you to |right )?stop(?: (?:it|this|that|now|all|them|"
        r"everything|stop|stop stop|today|at once|for good|immediately))?(?: now)?",
        rf"(?:(?:{_ASK}) )?(?:just )?(?:stop|quit|cease|cancel|end)(?: {_THESE})? {_TEXTS}"
        rf"(?: (?:{_TEXTS}|to))?(?: {_ME})?(?: {_AGAIN})?",
        rf"(?:(?:{_ASK}) )?(?:just )?(?:stop|quit|cease) {_TEXTING}(?: {_ME})?"
        rf"(?: (?:{_TEXTS}|things|stuff|this|these|all this|{_THESE} {_TEXTS}))?(?: {_AGAIN})?",
        rf"(?:{_ASK}) stop(?: this| it| now)?",
        rf"(?:dont|do not|never|stop|no)(?: ever)? {_TEXT}(?: {_ME})?(?: {_AGAIN})?",
        rf"(?:dont|do not) send(?: {_ME})?(?: {_THESE})?(?: more)? {_TEXTS}(?: {_AGAIN})?",
        rf"no more(?: of)?(?: {_THESE})? {_TEXTS}(?: {_AGAIN})?",
        rf"(?:i |we )?(?:dont|do not|no longer) (?:want|need)(?: to (?:get|have|receive))?"
        rf"(?: {_THESE})?(?: more)? {_TEXTS}(?: from (?:you|u))?(?: {_AGAIN})?",
        r"(?:i )?(?:dont|do not) want (?:you |u )?(?:to )?"
        rf"(?:be (?:texted|contacted|messaged)|{_TEXT} {_ME})(?: {_AGAIN})?",
        r"(?:just )?leave (?:me|us) (?:alone|be|in peace)(?: now)?",
        r"(?:just )?(?:go away|get lost|piss off|fuck off|sod off|bog off|naff off|clear off)",
        rf"(?:(?:{_ASK}) )?(?:be )?(?:take|remove|delete|get|taken|removed)"
        r" (?:me|us|my number|my name|this number)"
        r"(?: (?:off|from|out|out of)(?: (?:of )?(?:this|it|here|(?:this|your|the|that) "
        r"(?:list|service|thing|system|texts?|messages|bot)))?)?(?: now)?",
        rf"(?:(?:{_ASK}) )?(?:opt|sign)(?: me| us)? out"
        rf"(?: of (?:this|these|it|{_THESE} {_TEXTS}))?",
        rf"(?:(?:{_ASK}) )?(?:unsubscribe|unsubscribed|unenroll)(?: me| us)?"
        r"(?: from (?:this|these|all|your list))?",
        r"lose my number|delete my number|forget my number",
        r"stop all|opt out|opting out|end(?: all| these)? (?:texts|messages)",
        r"stop (?:this|it|texting me|these texts|messaging me)(?: now| at once)? or (?:else|"
        r"(?:i|im|ill|i will|we|well|we will)(?: \w+){1,6})",
        rf"(?:{_ASK} )?(?:stop|quit) {_TEXTING} (?:my|our) {_FAMILY}(?: {_AGAIN})?",
        rf"(?:dont|do not) {_TEXT} (?:my|our) {_FAMILY}(?: {_AGAIN})?",
        r"(?:rwyn |dwi )?(?:eisiau|isio) stopio|"
        r"(?:stopiwch|stopwch|stopia) (?:tecstio|anfon|decstio|nawr|rwan|hyn)"
        r"(?: negeseuon| fi| ataf i| ata i)?|peidiwch a (?:th?ecstio|ch?ysylltu|anfon|fy nhecstio)"
        r"(?: a fi| ataf i| fi| i)?(?: eto)?|rhowch y gorau i (?:decstio|anfon)(?: fi| ata i)?|"
        r"gadewch lonydd i (?:mi|fi)|gad lonydd i (?:mi|fi)|dim mwy(?: o negeseuon)?",
        r"arretez(?: de)? (?:menvoyer|mecrire|les messages|les sms|ca)|plus de messages|"
        r"ne mecrivez plus|laissez moi tranquille",
    ),
    Keyword.START: (
        rf"start {_TEXTS}(?: {_ME})?(?: again)?|start(?: {_TEXTING})? {_ME}(?: again)?|start again",
        rf"(?:you can )?{_TEXT} me again|un stop|opt(?: me)?(?: back)? in|"
        r"(?:i want to |can i )?(?:come back|re ?start|start back)(?: on)?|dechrau eto|"
        r"(?:i|id) (?:want|like) to (?:start|opt in)(?: again| back in)?",
    ),
    Keyword.HELP: (
        r"help me(?: now)?|help help|get help|help info|more info(?:rmation)?|information|"
        r"helpwch fi|help llaw|text help",
    ),
    Keyword.MENU: (
        r"(?:show |show me |see |go to |back to |go back to |return to |get )?(?:the |a )?"
        r"(?:main )?menu|start over|y (?:brif )?ddewislen|prif ddewislen|"
        r"(?:nol|yn ol) (?:ir|at y) ddewislen",
    ),
    Keyword.BACK: (
        r"(?:go |step |oops |sorry |take me |no )?(?:go )?back"
        r"(?: (?:one|1|a step|one step|1 step|a bit|up|again))?|"
        r"previous(?: question| one| step)?|last question(?: again)?|yn ol|nol|ewch yn ol|"
        r"(?:i )?(?:want|need) to go back|can (?:i|we|you) go back|undo that",
    ),
    Keyword.PERSON: (
        rf"{_SOMEONE}(?: now)?",
        rf"(?:(?:{_ASK}|(?:i|we) (?:must|should)) )?(?:please )?(?:just )?(?:to )?"
        r"(?:talk|speak|chat|spk|get|get through|be put through|put me through|connect me)"
        rf"(?: {_WITH})? {_SOMEONE}(?: (?:now|instead|real|on the phone|there))?",
        rf"(?:i (?:want|need|would like)|id like|give me|get me|find me|i prefer) {_SOMEONE}"
        r"(?: (?:now|instead))?",
        rf"put me through(?: {_WITH} {_SOMEONE})?",
        r"(?:(?:can|could|will|would) (?:you|u|someone|somebody|some one|anyone|a person) )?"
        r"(?:please )?(?:just )?(?:call|ring|phone|ring up|call back|phone back) (?:me|us)"
        r"(?: (?:back|up|now|instead|today))*",
        r"[\w ]{1,100} (?:can|could|will|would) "
        r"(?:you|u|someone|somebody|some one|anyone|a person) "
        r"(?:please )?(?:just )?(?:call|ring|phone) me(?: back| up| instead| please)?",
        r"(?:(?:can|could|may) i |i want to |id like to |i would like to |i need to )?"
        r"(?:have |get )?a (?:call|ring|phone call|call back|callback)(?: back)?",
        r"(?:ga i |gaf i |dwi eisiau |dwi isio |rwyf eisiau |hoffwn i |hoffwn )?"
        r"(?:siarad|sgwrsio) (?:a|ag|gyda|efo) (?:rhywun|pherson|pherson go iawn|person|"
        r"person go iawn)|person go iawn|rhywun go iawn",
    ),
    Keyword.WRONG_PERSON: (
        rf"(?:sorry )?(?:(?:to say|this is|this was) )?{_SOMEBODY_DIED}(?: \w+){{0,3}}? "
        rf"{_NO_MORE_TEXTS}(?: \w+){{0,8}}",
        rf"(?:(?:{_POLITE_ASK}) )*{_NO_MORE_TEXTS}(?: \w+){{0,4}}? {_SOMEBODY_DIED}(?: \w+){{0,4}}",
        r"(?:who|whos|what)(?: is| are| r)? (?:this|that|you|u|dis)(?: please)? "
        r"(?:you have|youve got|u got|u have|you got|its|this is|i think you have)? ?(?:the |a )?"
        r"wrong (?:number|person|no|num|phone)",
        r"(?:(?:i think |i believe |um |er )*(?:you|u)?(?: ?ve| have| v)?(?: got| must have)?"
        r"(?: |^)?(?:this is |its |it is |thats |that is )?)?(?:the |a )?wrong "
        r"(?:person|number|no|num|nbr|phone|one|man|woman|bloke|lady|guy|mobile)"
        r"(?: (?:mate|pal|love|here|you have|you got|im afraid|i think))*",
        r"(?:its |its the |this is the |you have the )?wrong (?:number|person)(?: now)? "
        r"(?:he|she|they|hes|shes|theyre|theyve)(?: \w+){1,6}",
        r"(?:im|i am|this is|its) not (?P<whose>\w+)(?: (?:he|she|they)| (?P=whose))s? "
        r"(?:has |have |is |was )?(?:moved|left|gone|changed|not here|doesnt|dont|no longer)"
        r"(?: \w+){0,6}",
        r"(?:this is |its |im |i am )?not (?:the|that) (?:right )?person(?: you (?:want|think))?|"
        rf"{_THIS_IS_NOT} me|(?:{_THIS_IS_NOT}|not) my (?:name|number|phone|message)|"
        rf"(?:{_THIS_IS_NOT}|not) (?:his|her|their) (?:number|phone)(?: any ?more)?|"
        r"(?:you have the )?wrong (?:number|person) (?:i |we )?(?:dont|do not|never) (?:know|heard)"
        r"(?: \w+){1,5}|(?:im )?(?:the )?new owner of (?:this |the )?(?:phone|number|mobile)|"
        r"rhif anghywir|(?:y )?person anghywir|y rhif anghywir",
    ),
    Keyword.FORGET: (
        rf"(?:(?:{_ASK}) )?(?:just )?forget (?:about )?(?:me|us|everything|it all|all of it)"
        r"(?: (?:completely|now|again|about me|(?:that )?i(?: have|ve)? (?:said|told you|wrote)))*",
        rf"(?:(?:{_ASK}) )?(?:just )?(?:delete|erase|remove|wipe|get rid of|forget) "
        rf"(?:all |everything |any )?(?:of )?(?:{_MINE}|{_HELD_ON_ME})",
        r"right to (?:be forgotten|erasure)",
        r"i (?:want|would like) (?:to be forgotten|my data deleted)",
        r"anghofi(?:wch|a|o) (?:am )?(?:fi|amdana i|bopeth(?: amdana i)?)",
    ),
    Keyword.LANDLINE: (
        r"(?:but )?(?:(?:i|we|ive|weve) )?(?:only|just|got|have|use)"
        rf"(?: (?:only|just|got|have|a|my|the))* {_LANDLINE}(?: (?:only|here|number|tho|though))*",
        rf"{_LANDLINE} only",
        r"(?:can|could|will|would) (?:you|u|someone|somebody|a person)(?: please)?"
        rf" (?:ring|call|phone)(?: me)?(?: on)? (?:my|the|a|our) {_LANDLINE}",
        r"(?:i |we )?(?:dont|do not|havent|have not|no)(?: (?:have|got|own|use))* (?:a |any )?"
        r"(?:mobile|mobile phone|smart ?phone)(?: (?:only|just) (?:a |the )?(?:landline|land line|"
        r"house phone|home phone))?",
    ),
    Keyword.GO: (r"go now",),
    Keyword.PAUSE: (
        rf"(?:(?:{_ASK}) )?(?:take |have )?(?:a )?pause(?: (?:{_CHECKINS}|it|this|for now|now))?",
        r"seibiant(?: nawr| rwan)?",
    ),
    Keyword.NO_CHECKINS: (
        rf"(?:(?:{_ASK}) )?(?:no|stop|end|cancel|quit)(?: more)? {_CHECKINS}(?: now)?",
        rf"(?:i |we )?(?:dont|do not) want(?: any)?(?: more)? {_CHECKINS}(?: any ?more)?",
        r"dim (?:cwestiynau|holi)",
    ),
    Keyword.CHECKINS: (
        rf"(?:(?:{_ASK}) )?(?:start|restart|resume) {_CHECKINS}(?: again)?",
        r"ailddechrau (?:cwestiynau|holi)",
    ),
}

_POLITE = (
    r"please|pleaes|pls|plz|plse|pleas|thanks|thank you|thankyou|thank u|thanx|thnx|thx|tnx|ty|"
    r"tks|ta|cheers|xx*|love|mate|pal|diolch|plis|os gwelwch yn dda|sil vous plait|svp|merci|"
    r"asap|lol|sorry|for gods sake|ffs|kind regards|many"
)
_BEFORE = rf"(?:(?:{_POLITE}|hi|hello|hiya|hey|hey there|ok|okay|oh|er|um|yeah|yep|right|well) )*"
_AFTER = rf"(?: (?:{_POLITE}))*"
_LONGEST = 120
_DEATH = re.compile(rf"\b{_DIED}\b")
_HELD = re.compile(r"(\w)\1+")
_SPELLED = re.compile(r"\w(?: \w)+")


def _held(word: str) -> str:
    return _HELD.sub(r"\1", word)


_ALONE = {_held(word): key for key, words in _WORDS.items() for word in words.split()}
_WHOLE = tuple(
    (key, re.compile(rf"{_BEFORE}(?:{'|'.join((*_WORDS.get(key, '').split(), *phrases))}){_AFTER}"))
    for key, phrases in _PHRASES.items()
)


def keyword(text: str) -> Keyword | None:
    """What the whole message asks for, said plainly or in one word; None for everything else."""
    if len(text) > _LONGEST:
        return None
    words = words_of(folded(text))
    if _SPELLED.fullmatch(words):
        words = words.replace(" ", "")
    if " " not in words and len(words) > 2:
        alone = _ALONE.get(_held(words))
        if alone is not None:
            return alone
    for key, whole in _WHOLE:
        if whole.fullmatch(words):
            return key
    return None


def tells_of_a_death(text: str) -> bool:
    """Whether a message that stops everything says that somebody has died."""
    return _DEATH.search(words_of(folded(text))) is not None


def provider_keyword(text: str) -> Keyword | None:
    """What the SMS provider itself does with this message: it answers such words before us.

    YES opts people in with the provider, though it is no keyword of ours.
    """
    return _PROVIDER.get(text.strip().lower())
