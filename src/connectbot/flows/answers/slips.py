"""One-letter slips: which of some words was meant, where only one can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import OSA

_SHORTEST = 4
_TWO_SLIPS_FROM = 8

# Words people really write that lie one letter from words we listen for: never taken for a slip.
_REAL = frozenset(
    """
    able also area away baby back bad bake bald ball band bank bare barn base bath beat beer bell
    belt bend best bike bill bird bite blue boat body bold bone book boot bore both bowl bred bury
    burn bush bust busy cake call calm camp cane card care cars cart case cash cast cat cave cent
    chat chip city clay clip club coal coat code coin cold come cook cool cope copy core corn cost
    cosy crew crop cups cure curl cute dame damp dare dark date dawn days dead deaf deal dear debt
    deck deep desk dial dice diet dine dire dirt dish disk does dole done door dose down drag draw
    drew drop drug drum dual duck dull dump dusk dust duty each earn ease east easy edge else even
    ever evil exam exit face fact fade fail fair fake fall fame fare farm fast fate fear feed feel
    feet fell felt fern few file fill film find fine fire firm fish fist five fixed flag flat flew
    flip flow fold folk fond food fool foot fork form fort forth foul four free from fuel full fund
    funny gain game gate gave gear germ gift girl give glad goal goat goes gold golf gone good gran
    gray grew grey grip grow gulf guys hair half hall halt hand hang hard hare harm hate haul have
    hawk head heal heap hear heat heel held hell help herb here hero hers hide high hike hill hint
    hire hold hole holy home hood hook hope horn hose host hour huge hung hunt hurt idea inch into
    iron item jail jazz join joke jump june july jury just keen keep kept kick kids kill kind king
    kiss knee knew knit knot know lace lack lady laid lake lamb lame lamp land lane last late later
    lawn lazy lead leaf leak lean leap left lend lens less lest life lift like lime limp line link
    lion list live load loaf loan lock logo lone long look loop lord lose loss lost lots loud love
    luck lump lung made mail main make male mall many mark mask mass mate math meal mean meat meet
    melt memo mend menu mere mess mild mile milk mill mind mine mint miss mist mode mood moon more
    most move much mugs mum must nail name navy near neat neck need nest never news next nice night
    nine node none noon norm nose note noun nurse obey okay once only onto open oral oven over pace
    pack page paid pain pair pale palm park part pass past path peak pear peel peer pest pets phone
    pick pier pile pill pine pink pint pipe plan play plea plot plug plus poem poet pole poll pond
    pool poor pope pork port pose post pour pray prey pull pump pure push quit quiz race rage raid
    rail rain rank rare rate read real rear rely rent rest rice rich ride ring rise risk road rock
    role roll roof room root rope rose ruin rule rush safe said sail sake sale salt same sand sang
    save seal seat seed seek seem seen self sell send sent shed ship shop shot show shut sick side
    sign silk sing sink site size skin slip slow snow soap sock soft soil sold sole some song soon
    sort soul soup sour spin spot star stay stem step stop such suit sung sure swim tail take tale
    talk tall tank tape task taste tea team tear tell tend tent term test text than that thaw them
    then there these they thin this those threw tide tidy tied tile till time tiny tire toes told
    toll tone took tool torn tour town toys trap tray tree trim trio trip true tube tune turn twin
    type ugly undo unit upon used user vary vast vein verb very vest vice view visa vote wage wait
    wake walk wall want ward warm warn wash wasp wave weak wear weed week well went were west what
    when whip whom wide wife wild will wind wine wing wipe wire wise wish with wolf wood wool word
    wore work worm worn wrap yard yeah year yell your zone about above again along alone angry
    apple awful bench birth black blame blank blind block blood board brain brand brave bread break
    brief bring broad broke brown brush build built buses caller calls canal carer cars cause chain
    chair cheap check cheer chess child choir church civil claim class clean clear climb clock
    close cloud coach coast coffin could count court cover crash cream crime cross crowd crown
    dance death delay doubt draft drama drink drive drove early earth eight elder empty enemy enjoy
    enter equal error event every exact extra faith false fancy fault fewer field fifth fight final
    first flesh float flood floor flour fluid focus force found frame fresh front fruit ghost glass
    globe grand grant grass grave great green greet gross group grown guard guess guest guide habit
    happy harsh heart heavy height helped hence honey hotel house human hurry image inner issue
    joint judge juice known label labour large laser laugh layer learn lease least leave legal
    level light limit liver local lorry loose lover lower lucky lunch magic major maker march match
    maybe mayor meant medal media mercy metal meter might miles minor model month moral motor mouse
    mouth movie music naked nerve never newer night ninth noise north novel nurse occur ocean offer
    often older order other ought outer owner paint panel paper party patch pause peace phase photo
    piano piece pilot pitch place plain plane plant plate point poor pound power press price pride
    prime print prior prize proof proud prove queen quick quiet quite radio raise range rapid ratio
    reach ready refer reply rider right rival river rough round route royal rural scale scene scope
    score sense serve seven shade shake shall shame shape share sharp sheep sheet shelf shell shift
    shirt shock shoot shore short sight silly since sixth sixty skill sleep slice slide small smart
    smell smile smoke solid solve sorry sound south space spare speak speed spend spent spite split
    spoke sport staff stage stain stair stake stand stare start state steal steam steel steep stick
    still stock stone stood store storm story strip stuck study stuff style sugar sunny super sweet
    swing table taken tales talks taste teach tears tenth thank their theme there thick thief thing
    think third those throw tight times tired title toast today tooth topic total touch tough tower
    track trade trail train treat trend trial tried trust truth twice uncle under union unity until
    upper upset urban usual valid value video visit vital voice voter waist walks waste watch water
    weigh wheel where which while white whole whose woman women world worry worse worst worth would
    wound write wrong wrote yield young youth weight thirst thirsty fourth sever plenty forths
    eighth weighty housing housed morning mourning evening evenings texts phones emails letters
    walker talker talking waking baking making working singing signing sinking ringing bringing
    winging gardening hardening warden garden pardon center centre dinner winner inner sunday
    monday tuesday thursday friday saturday january february april august september october
    november december mother brother father farther sister mister doctor someone hearing heating
    beating eating meeting slimming trimming skimming latter litter setter lettuce better heath
    phony prone shone dome tome tank rank sank dank bunk bank good hood mood duel farm worm wars
    warn swarm spade spice toga dunce launch bunch hunch punch munch graft crafts dingo looking
    booking leading heading running bowels howls parts carts shots dots slots lots bets gets lets
    nets pets sets vets wets cats bats hats mats rats bins pins wins fins tins sons tons buns guns
    nuns runs suns cops tops pops mops hops drops crops shops ships chips trips tips lips hips dips
    clips slips whips strips bags rags tags legs eggs pegs dogs logs fogs bugs hugs mugs rugs jogs
    beds feds kids lids rods pods gods nods cods buds mud muds days says ways rays bays pays lays
    jays boys joys eyes keys lies dies pies ties toes goes does shoes hoes foes cues dues sues hues
    moody foggy sunny rainy windy snowy messy happy funny sorry carry marry ferry berry merry
    cherry hurry curry furry hairy fairy dairy diary daisy noisy handy candy sandy randy bandy
    shady lady baby ruby tidy body copy duty city pity busy easy lazy crazy hazy cosy nosy rosy
    posy pony bony tony never clever lever fever river liver diver driver giver cover lover over
    mover hover hello yellow mellow fellow follow hollow pillow willow below bright slight flight
    plight knight healthy wealth health wealthy stealth lovely lonely lively living loving moving
    leaving
    """.split()
)


def meant(word: str, among: Iterable[str]) -> str | None:
    """The one word of `among` that `word` is a slip of; None where it is a word of its own, too
    short to tell, or near to two."""
    if len(word) < _SHORTEST or word in _REAL or not word.isalpha():
        return None
    near = {other for other in among if _near(word, other)}
    return near.pop() if len(near) == 1 else None


def alike(spoken: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two phrases are the same word for word, a slip in each word forgiven."""
    return len(spoken) == len(other) and all(map(_alike, spoken, other))


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
