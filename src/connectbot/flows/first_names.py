"""First names so common here that they are names even where they are written small.

Names that are also everyday words (Grace, Will, May, Dawn) are left out: "its may now".
"""

from __future__ import annotations

COMMON = frozenset(
    """
    aaron abdul adam ahmed aisha alan albert alex ali alice amina amir amy andrew andy angela
    anita ann anna anne annie anthony arthur asha asif barbara barry ben bernard beryl betty
    beverley bilal bob brenda brian bridget carl carol caroline catherine charlie charlotte
    chloe chris christine claire clive colin connor craig cynthia daisy daniel danny darren
    dave david dean deb debbie deborah deepak denise dennis derek diana diane donna doreen
    doris dorothy doug dylan eddie edith edna eileen elaine eleanor eliza elizabeth ella ellen
    elsie emily emma eric ethel eva evelyn farah fatima fiona florence fred gareth gary gavin
    gemma geoff george gerald gillian gladys glen glenys gloria gordon graham greg gwen hannah
    harold harry hassan heather helen henry hilda howard hugh ian ibrahim imran irene iris
    isaac ivy jack jackie jacob jade jake james jan jane janet janice jason jayne jean jeff
    jennifer jenny jessica jill jim joan joanne joe john josh joyce judith judy julia julie
    karen kate kath kathleen keith kelly ken kevin khadija kim kirsty kyle laura lauren leanne
    lee len leslie lewis lily linda lisa liz lorraine louise lucy lynn maggie malcolm malik
    margaret maria marian marie marilyn marion marjorie martin mary maureen maurice maxine
    megan mehmet michael michelle mike mohammed moira molly monica muhammad muriel nadia nancy
    naomi natalie nathan neil nicola nigel noah nora norma norman olga olive oliver olivia pam
    pamela patricia paul paula pauline peggy pete peter phil phyllis priya rachel raj ralph ray
    raymond rebecca reg rhys richard rita robert roger ron ronald rosemary roy ruth ryan sally
    sam samantha sandra sarah sean shabana shane sharon sheila shirley sian sid simon sofia
    sophie stan stella steve steven stuart sue susan suzanne sylvia tariq ted teresa terry
    thomas tim tina toby tom tommy tony tracey trevor valerie vera vicky victor vincent violet
    vivian walter wayne wendy wilf winnie yasmin yusuf yvonne zainab zoe
    """.split()
)


def same_name(given: str, said: str) -> bool:
    """Whether two ways of writing a first name are one: "joan", "Joan Smith"."""
    one, other = (name.casefold().split() for name in (given, said))
    return bool(one and other) and one[0] == other[0]
