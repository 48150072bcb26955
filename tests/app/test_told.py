"""Whom a service tells: somebody for every place, and no list for a place there is not."""

from zoneinfo import ZoneInfo

import pytest

from connectbot.app.building import refuse_untold
from connectbot.desk.rota import Rota, contacts_of
from connectbot.settings import BadSettings

SAM = contacts_of("Sam +447700900999")
PLACES = ("elm", "oakfield")


def rota(*places: str) -> Rota:
    """A rota in which Sam is named for these places, for both reasons."""
    lists = dict.fromkeys(places, SAM)
    return Rota(ZoneInfo("Europe/London"), lists, lists)


@pytest.mark.parametrize("named", [("",), PLACES, ("elm", ""), (*PLACES, "")])
def test_every_place_has_somebody(named: tuple[str, ...]) -> None:
    """By a list of its own, or by the one that serves every place without."""
    refuse_untold(rota(*named), PLACES)


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (("elm",), "CONNECTBOT_HANDOVER_TO: nobody is named for oakfield. Give that place a list"),
        (("elm", "oakfeild"), "HANDOVER_TO: there is no place 'oakfeild'; try elm, oakfield."),
        (("", "oakfeild"), "HANDOVER_TO: there is no place 'oakfeild'; try elm, oakfield."),
    ],
)
def test_a_place_without_anybody_stops_the_start(named: tuple[str, ...], said: str) -> None:
    """So does a slip in a place's name: its people would be told nothing."""
    with pytest.raises(BadSettings, match=said):
        refuse_untold(rota(*named), PLACES)


def test_the_lead_is_asked_about_too() -> None:
    """SAFEGUARDING_TO is looked at by itself."""
    zone = ZoneInfo("Europe/London")
    with pytest.raises(BadSettings, match="CONNECTBOT_SAFEGUARDING_TO: nobody is named for elm"):
        refuse_untold(Rota(zone, {"": SAM}, {"oakfield": SAM}), PLACES)
