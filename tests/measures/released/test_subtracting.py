"""Groups are told together only where no sum of a few of them is of one to nine people."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from connectbot.measures.released.subtracting import Pool, gives_away

PEOPLE = 36
# Groups that are nearly unions of the same dozens: any three at random would lie too far apart.
dozens = st.lists(st.booleans(), min_size=3, max_size=3).map(
    lambda there: sum(((1 << 12) - 1) << 12 * n for n, is_in in enumerate(there) if is_in)
)
few = st.sets(st.integers(0, PEOPLE - 1), max_size=5).map(lambda some: sum(1 << n for n in some))
groups = st.tuples(dozens, few).map(lambda both: both[0] ^ both[1])


def by_trying(known: list[int], new: int) -> bool:
    """The same by trying every one, two and three of them."""
    others = sorted({group for group in known if group})
    if not new or new in others:
        return False
    return any(
        gives_away((new, *some)) for size in (1, 2, 3) for some in combinations(others, size)
    )


@settings(max_examples=150)
@given(st.lists(groups, max_size=6), groups)
def test_a_pool_finds_what_trying_all_would(known: list[int], new: int) -> None:
    """Every sum of the new group with up to three that are known."""
    assert Pool(known).clashes(new) is by_trying(known, new)


def test_two_quarters_of_a_whole_less_two_of_a_part_are_a_few_people() -> None:
    """Twenty came to the whole and eighteen of them to the part; each difference alone would do."""
    whole, part = (1 << 60) - 1, (1 << 30) - 1
    more = (1 << 80) - 1
    grown = part | ((1 << 78) - 1 ^ whole)
    pool = Pool([whole, more, part])
    assert pool.clashes(grown)
    assert not Pool([whole, more]).clashes(grown)
    assert not pool.clashes(whole)
    assert not pool.clashes(0)
    assert not gives_away((whole, whole))


def test_groups_of_long_ago_are_subtracted_one_by_one() -> None:
    """The difference of two is seen, sums of three of them are not looked for any more."""
    pool = Pool()
    for group in ((1 << 60) - 1, (1 << 30) - 1):
        pool.add(group, deep=False)
    assert pool.clashes((1 << 63) - 1)
    assert not pool.clashes((1 << 63) - 1 ^ (1 << 30) - 1)
