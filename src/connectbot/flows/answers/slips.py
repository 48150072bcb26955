"""One-letter slips: which of some words was meant, where only one can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

_SHORTEST = 4
_TWO_SLIPS_FROM = 8

# Words people really write that lie one letter from words we listen for: never taken for a slip.
_REAL = frozenset(
    """
    able about above again alone along also angry apple april area august away awful baby back bad
    bags bake baking bald ball band bandy bank bare barn base bath bats bays beat beating beds beer
    bell below belt bench bend berry best bets better bike bill bins bird birth bite black blame
    blank blind block blood blue board boat body bold bone bony book booking boot bore both bowels
    bowl boys brain brand brave bread break bred brief bright bring bringing broad broke brother
    brown brush buds bugs build built bunch bunk buns burn bury buses bush bust busy cake call
    caller calls calm camp canal candy cane card care carer carry cars cart carts case cash cast
    cat cats cause cave cent center centre chain chair chat cheap check cheer cherry chess child
    chip chips choir church city civil claim class clay clean clear clever climb clip clips clock
    close cloud club coach coal coast coat code cods coffin coin cold come cook cool cope cops copy
    core corn cost cosy could count court cover crafts crash crazy cream crew crime crop crops
    cross crowd crown cues cups cure curl curry cute dairy daisy dame damp dance dank dare dark
    date dawn days dead deaf deal dear death debt december deck deep delay desk dial diary dice
    dies diet dine dingo dinner dips dire dirt dish disk diver doctor does dogs dole dome done door
    dose dots doubt down draft drag drama draw drew drink drive driver drop drops drove drug drum
    dual duck duel dues dull dump dunce dusk dust duty each early earn earth ease east easy eating
    edge eggs eight eighth elder else emails empty enemy enjoy enter equal error even evening
    evenings event ever every evil exact exam exit extra eyes face fact fade fail fair fairy faith
    fake fall false fame fancy fare farm farther fast fate father fault fear february feds feed
    feel feet fell fellow felt fern ferry fever few fewer field fifth fight file fill film final
    find fine fins fire firm first fish fist five fixed flag flat flesh flew flight flip float
    flood floor flour flow fluid focus foes foggy fogs fold folk follow fond food fool foot force
    fork form fort forth forths foul found four fourth frame free fresh friday from front fruit
    fuel full fund funny furry gain game garden gardening gate gave gear germ gets ghost gift girl
    give giver glad glass globe goal goat gods goes gold golf gone good graft gran grand grant
    grass grave gray great green greet grew grey grip gross group grow grown guard guess guest
    guide gulf guns guys habit hair hairy half hall halt hand handy hang happy hard hardening hare
    harm harsh hate hats haul have hawk hazy head heading heal health healthy heap hear hearing
    heart heat heath heating heavy heel height held hell hello help helped hence herb here hero
    hers hide high hike hill hint hips hire hoes hold hole hollow holy home honey hood hook hope
    hops horn hose host hotel hour house housed housing hover howls hues huge hugs human hunch hung
    hunt hurry hurt idea image inch inner into iron issue item jail january jays jazz jogs join
    joint joke joys judge juice july jump june jury just keen keep kept keys kick kids kill kind
    king kiss knee knew knight knit knot know known label labour lace lack lady laid lake lamb lame
    lamp land lane large laser last late later latter laugh launch lawn layer lays lazy lead
    leading leaf leak lean leap learn lease least leave leaving left legal legs lend lens less lest
    lets letters lettuce level lever lids lies life lift light like lime limit limp line link lion
    lips list litter live lively liver living load loaf loan local lock logs lone lonely long look
    looking loop loose lord lorry lose loss lost lots loud love lovely lover loving lower luck
    lucky lump lunch lung made magic mail main major make maker making male mall many march mark
    marry mask mass match mate math mats maybe mayor meal mean meant meat medal media meet meeting
    mellow melt memo mend menu mercy mere merry mess messy metal meter might mild mile miles milk
    mill mind mine minor mint miss mist mister mode model monday month mood moody moon mops moral
    more morning most mother motor mourning mouse mouth move mover movie moving much mud muds mugs
    mum munch music must nail naked name navy near neat neck need nerve nest nets never newer news
    next nice night nine ninth node nods noise noisy none noon norm north nose nosy note noun novel
    november nuns nurse obey occur ocean october offer often okay older once only onto open oral
    order other ought outer oven over owner pace pack page paid pain paint pair pale palm panel
    paper pardon park part parts party pass past patch path pause pays peace peak pear peel peer
    pegs pest pets phase phone phones phony photo piano pick piece pier pies pile pill pillow pilot
    pine pink pins pint pipe pitch pity place plain plan plane plant plate play plea plenty plight
    plot plug plus pods poem poet point pole poll pond pony pool poor pope pops pork port pose post
    posy pound pour power pray press prey price pride prime print prior prize prone proof proud
    prove pull pump punch pure push queen quick quiet quit quite quiz race radio rage rags raid
    rail rain rainy raise randy range rank rapid rare rate ratio rats rays reach read ready real
    rear refer rely rent reply rest rice rich ride rider right ring ringing rise risk rival river
    road rock rods role roll roof room root rope rose rosy rough round route royal ruby rugs ruin
    rule running runs rural rush safe said sail sake sale salt same sand sandy sang sank saturday
    save says scale scene scope score seal seat seed seek seem seen self sell send sense sent
    september serve sets setter seven sever shade shady shake shall shame shape share sharp shed
    sheep sheet shelf shell shift ship ships shirt shock shoes shone shoot shop shops shore short
    shot shots show shut sick side sight sign signing silk silly since sing singing sink sinking
    sister site sixth sixty size skill skimming skin sleep slice slide slight slimming slip slips
    slots slow small smart smell smile smoke snow snowy soap sock soft soil sold sole solid solve
    some someone song sons soon sorry sort soul sound soup sour south space spade spare speak speed
    spend spent spice spin spite split spoke sport spot staff stage stain stair stake stand star
    stare start state stay steal stealth steam steel steep stem step stick still stock stone stood
    stop store storm story strip strips stuck study stuff style such sues sugar suit sunday sung
    sunny suns super sure swarm sweet swim swing table tags tail take taken tale tales talk talker
    talking talks tall tank tape task taste tea teach team tear tears tell tend tent tenth term
    test text texts than thank that thaw their them theme then there these they thick thief thin
    thing think third thirst thirsty this those threw throw thursday tide tidy tied ties tight tile
    till time times tins tiny tips tire tired title toast today toes toga told toll tome tone tons
    tony took tool tooth topic tops torn total touch tough tour tower town toys track trade trail
    train trap tray treat tree trend trial tried trim trimming trio trip trips true trust truth
    tube tuesday tune turn twice twin type ugly uncle under undo union unit unity until upon upper
    upset urban used user usual valid value vary vast vein verb very vest vets vice video view visa
    visit vital voice vote voter wage waist wait wake waking walk walker walks wall want ward
    warden warm warn wars wash wasp waste watch water wave ways weak wealth wealthy wear weed week
    weigh weight weighty well went were west wets what wheel when where which while whip whips
    white whole whom whose wide wife wild will willow wind windy wine wing winging winner wins wipe
    wire wise wish with wolf woman women wood wool word wore work working world worm worn worry
    worse worst worth would wound wrap write wrong wrote yard yeah year yell yellow yield young
    your youth zone swinging fifty stalking paining raining banking ranking
    """.split()
)


def meant(word: str, among: Iterable[str]) -> str | None:
    """The one word of `among` that `word` is a slip of; None where it is a word of its own, too
    short to tell, or near to two."""
    if len(word) < _SHORTEST or word in _REAL or not word.isalpha():
        return None
    near = {other for other in among if _near(word, other)}
    return near.pop() if len(near) == 1 else None


def is_word(word: str) -> bool:
    """Whether this is one of the words people really write, no slip and not cut short."""
    return word in _REAL


def alike(spoken: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two phrases are the same word for word, a slip in each word forgiven."""
    if len(spoken) != len(other):
        return False
    pairs = list(zip(spoken, other, strict=True))
    slips = [pair for pair in pairs if not _alike(*pair)]
    return not slips or (len(slips) == 1 < len(pairs) and _lost_letter(*slips[0]))


def _lost_letter(word: str, other: str) -> bool:
    """ "bok" for "book", which only the words around it can tell."""
    return len(word) == _SHORTEST - 1 and word[0] == other[:1] and _near(word, other)


def _alike(word: str, other: str) -> bool:
    if word == other or meant(word, (other,)):
        return True
    swapped = sorted(word) == sorted(other) and OSA.distance(word, other) == 1
    return swapped and len(word) == _SHORTEST - 1


def _near(word: str, other: str) -> bool:
    distance = OSA.distance(word, other, score_cutoff=2)
    if distance == 2:
        return len(other) >= _TWO_SLIPS_FROM and word[0] == other[0]
    return distance <= 1 and len(other) >= _SHORTEST
