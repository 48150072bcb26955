"""Welsh as people text it: whether a message is in Welsh, and its words without their mutations."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 400  # characters of a message that are looked at

_ONLY_WELSH = frozenset(
    """
    dwi dwin rwyn rwy rwyf rydw rydwi rydyn dydw dydy dydi dyw dydyn mae maen oes oedd oeddwn roedd
    roeddwn ydw ydy ydi ydyn ydych dych wyt nid nac ddim ddigon eisiau eisie isio isho isie ishe
    moyn isio dw dwim gwmni chwilio grwp sy
    efo gyda hefo gan gen gennyf gin achos oherwydd hefyd iawn diolch plis sut beth pwy pryd
    pam faint llawer lot rhywun rhywbeth rhywle rhyw pawb neb unrhyw gwneud neud wneud gwneuth
    hoffwn hoffi licio lician leicio gallu gallaf galla medru medraf fedra alla allwch allech methu
    angen bod sydd syn fod wedi wneith fydd bydd byddwn byddai fyddai cael gael mynd fynd dod
    siarad gweld weld dysgu byw fyw helpu teimlo deimlo ofnus unig drist trist ofn poeni boeni
    rwan nawr heddiw heno yfory ddoe wythnos bore prynhawn nos noson cymraeg gymraeg saesneg
    cymdeithas cwmni ffrindiau ffrind teulu gwr gwraig mab merch plant blant mam dad tad fam nain
    taid chwaer brawd babi marw farw colli golli gwaith waith swydd arian pres bwyd fwyd gwres oer
    biliau dyled dyledion rhent cartref gartref adref ty fflat meddyg ysbyty capel eglwys ardd
    garddio coginio canu gwau cerdded nofio gwirfoddoli cyfrifiadur ffurflen ffurflenni hen ifanc
    fy eich ein eu nhw hwn hon hyn hynny dyna dyma yma yna acw fan lle ble allan mewn wrth dros
    drwy heb rhwng cyn ers nes felly ond neu neur byth erioed eto mwy llai gormod ychydig
    peidiwch gallwch dweud deud wrthyf wrtha ataf ata arna arnaf imi ini ichi shwmae smae sumae
    helo croeso hwyl dda fawr bach newydd hapus anodd haws well gwell gwaeth waeth marwolaeth
    """.split()
)
"""Words that nobody writes in English, as they are typed: `dwi'n` stands as `dwin`."""

_ALSO_ENGLISH = frozenset(
    "dad mam fan bore lot nos hen hon pawb bach eto lle teulu hwyl nes".split()
)
"""Of those, the ones that English messages and names hold as well: they prove nothing alone."""

_SMALL = frozenset("yn i a ac o y yr am ar at i'r o'r a'r n r ti chi fi ni na os mi fo hi".split())
_ENGLISH = frozenset(
    """
    the and to is my of it with for have that was you your are on this be not but they we he she
    me do does dont can cant want i'm im ive would could like about from an where what
    how please no so
    """.split()
)
_PLEASANT = frozenset(
    "bore prynhawn nos noson da dda diolch yn fawr iawn croeso helo shwmae smae sumae sut mae hwyl "
    "penblwydd nadolig hapus llawen cariad bach mam dad nain taid plis os gwelwch i chi am".split()
)
"""What English people say in Wales as well."""


def words(text: str) -> list[str]:
    """The words of a text as they are compared: small letters, no accents, no apostrophes."""
    bare = text[:_LONGEST].casefold().replace("'", "")
    if not bare.isascii():
        bare = unicodedata.normalize("NFKD", bare.replace("\u2019", ""))
        bare = "".join(char for char in bare if not unicodedata.combining(char))
    return _WORD.findall(bare)


def is_welsh(text: str) -> bool:
    """Whether a message is written in Welsh: a few words suffice, a name or a greeting does not."""
    said = words(text)
    if _ONLY_WELSH.isdisjoint(said):  # as nearly everything is
        return False
    if _PLEASANT.issuperset(said):
        return False
    sure = {word for word in said if word in _ONLY_WELSH}
    proof = sure - _ALSO_ENGLISH - _PLEASANT
    english = sum(word in _ENGLISH for word in said)
    small = sum(word in _SMALL for word in said)
    if len(sure) < 2 and not (proof and small and len(said) <= 4):
        return False
    return bool(proof) and len(sure) >= english and 3 * (len(sure) + small) >= len(said)


_STEMS = (
    ("ngh", "c"), ("ch", "c"), ("ng", "g"), ("mh", "p"), ("nh", "t"), ("ph", "p"), ("th", "t"),
    ("dd", "d"), ("ll", "l"), ("rh", "r"),
)  # fmt: skip
_HARD = str.maketrans("pbfmtdncg", "bbbbtttcc")


def stemmed(word: str) -> str:
    """A word without its mutation: bwyd, fwyd and mwyd are one, and so are tad, dad and nhad."""
    for mutated, plain in _STEMS:
        if word.startswith(mutated):
            word = plain + word[len(mutated) :]
            break
    word = word[1:] if word.startswith("gw") else word  # gwaith is waith
    return word[:1].translate(_HARD) + word[1:]


_UNTELLING = frozenset(
    stem
    for word in """
    dwi dwin in yn i a ac o y yr r n am ar at mi fi ti chi ni hi fo fe nhw un rhywun rhywbeth rhyw
    eisiau isio isho isie eisie moyn angen hoffwn hoffi licio gallu medru cael gael gwneud neud
    helpu help cymorth plis os gwelwch dda diolch helo mae maen oes oedd bod yw ydw ydy ydi ydych
    fy ein eich eu ei rwyn rwy rwyf rydw dw wedi gyda efo gan gen ddim dim na nid hyn hynny
    rwan nawr iawn lle ble sut beth pwy ond achos hefyd mewn wrth fel mor rhy lot llawer
    rhywle unrhyw allwch alla fedra mynd fynd dod ma mae nam dwim sgen sgin gynnon ddigon reit
    braidd eitha ofnadwy wir ers bob bach yma yna acw na oni on roedd oeddwn oeddan medra fedrai
    dydd nos heddiw heno yfory fory ddoe llun mawrth mercher iau gwener sadwrn sul wythnos mis fis
    blwyddyn llynedd tan erbyn dyddie dyddiau agos gerllaw yno allan i fyny drwy amser trio ceisio
    bod cwbl gwbl popeth dim byd eto o hyd ta neu wneith wna wnewch gallwch oes os tro isie
    bore prynhawn pnawn helo ie ia da dda gwybod sy sydd syn teimlo deimlo meddwl mi gwbod
    """.split()
    for stem in (stemmed(word),)
)


_SAME = {
    "pres": "arian", "dallt": "deall", "rwbath": "rhywbeth", "dwytha": "diwethaf",
    "unlle": "nunlle", "taid": "nain", "moby": "ffon", "mobeil": "ffon", "geiniog": "arian",
    "licio": "hoffi",
    "dyledion": "dyled", "grwpiau": "grwp", "clwb": "grwp", "smygu": "ysmygu",
    "cwrdd": "cyfarfod", "cwarfod": "cyfarfod", "trwshio": "trwsio",
    "ffindio": "chwilio", "tecsto": "tecstio", "ffona": "ffonio", "job": "swydd", "stres": "straen",
}  # fmt: skip
"""Words that mean the same here."""
_ALIKE = {stemmed(word): stemmed(same) for word, same in _SAME.items()}


def telling(text: str) -> str:
    """The words that tell something, without their mutations, with one space between."""
    stems = (stemmed(word) for word in words(text))
    return " ".join(_ALIKE.get(stem, stem) for stem in stems if stem not in _UNTELLING)
