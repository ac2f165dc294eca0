"""Witnesses of one speech tell each other city and years; what the user knows stays."""

from __future__ import annotations

from explorer.corpus.files import METADATA_FILE
from explorer.corpus.sharing import (
    OTHER_LABEL,
    OTHER_PLACE,
    OTHER_YEAR,
    share_datings,
    share_places,
    tells_apart,
)
from explorer.records import Dating, Evidence, Place, PlaceStatus, YearStatus

UNKNOWN = Place()
STATED, PROVED, CONFLICTING = YearStatus.STATED, YearStatus.PROVED, YearStatus.CONFLICTING


def place(code: str, rule: str = "file name") -> Place:
    return Place(code, f"city {code}", None, "city", PlaceStatus.STATED, (Evidence(rule, code, 0),))


def shared(places: list[Place], in_text: dict[int, Place] | None = None) -> list[Place]:
    names = [f"{n}.txt" for n in range(len(places))]
    return share_places(places, names, lambda n: (in_text or {}).get(n, UNKNOWN))


def test_a_copy_without_a_city_takes_that_of_another() -> None:
    masked = Place(status=PlaceStatus.MASKED)
    first, second, third = shared([masked, place("A"), UNKNOWN])
    assert second == place("A")
    for one in (first, third):
        assert (one.code, one.status) == ("A", PlaceStatus.INFERRED)
        assert one.evidence == (Evidence(OTHER_PLACE, "1.txt", 0),)


def test_one_text_under_three_labels_is_of_no_city() -> None:
    places = shared([place("A"), place("B"), place("C")])
    assert [one.code for one in places] == [None, None, None]
    assert places[0].evidence == (Evidence("file name", "A", 0), Evidence(OTHER_LABEL, "1.txt", 0))
    assert places[2].evidence[1] == Evidence(OTHER_LABEL, "0.txt", 0)


def test_one_text_under_two_labels_is_of_the_city_that_it_names() -> None:
    first, second = shared([place("A"), place("B")], {0: place("B"), 1: place("B")})
    assert (first.code, first.status) == ("B", PlaceStatus.INFERRED)
    assert first.evidence == (Evidence(OTHER_PLACE, "1.txt", 0), Evidence("file name", "A", 0))
    assert second == place("B")


def test_texts_that_name_two_cities_settle_nothing() -> None:
    places = shared([place("A"), place("B")], {0: place("A"), 1: place("B")})
    assert [one.code for one in places] == [None, None]


def test_the_user_wins_over_labels_and_texts() -> None:
    user, nobody = place("B", METADATA_FILE), Place(evidence=(Evidence(METADATA_FILE, "?", 0),))
    first, second, third = shared([place("A"), user, nobody], {0: place("A")})
    assert first.code == "B"
    assert second == user
    assert third == nobody


def test_names_that_were_swapped_tell_two_cities_apart() -> None:
    one, other = "金华的桥，金华的路。", "吉安的桥，吉安的路。"
    assert tells_apart((one, other), ("金华", "吉安"))
    assert not tells_apart((one, one), ("金华", "吉安"))
    assert not tells_apart((one, "xx的桥，xx的路。"), ("金华", "吉安"))
    assert tells_apart(("Austin grows", "Mesa grows"), ("austin", "mesa"))


def dating(first: int | None, last: int | None, status: YearStatus = STATED) -> Dating:
    stated = first if first == last and status is STATED else None
    return Dating(stated, first, last, status)


def datings(*own: Dating) -> list[Dating]:
    return share_datings(own, [f"{n}.txt" for n in range(len(own))])


def test_a_copy_without_a_year_has_those_of_the_others() -> None:
    posted = Dating(2023, None, 2023, YearStatus.UNKNOWN)
    first, second, third = datings(posted, dating(2013, 2013), Dating())
    told = Evidence(OTHER_YEAR, "1.txt: 2013", 0)
    assert first == Dating(2023, 2013, 2013, CONFLICTING, (told,))
    assert second == dating(2013, 2013)
    assert third == Dating(None, 2013, 2013, STATED, (told,))


def test_bounds_of_all_copies_hold_for_each() -> None:
    first, second = datings(dating(2004, 2010, PROVED), dating(2008, 2015, PROVED))
    assert (first.earliest, first.latest, first.status) == (2008, 2010, PROVED)
    assert (second.earliest, second.latest, second.status) == (2008, 2010, PROVED)


def test_years_that_contradict_each_other_are_conflicting_over_their_span() -> None:
    first, second = datings(dating(2012, 2012), dating(2024, 2024))
    assert (first.stated, first.earliest, first.latest) == (2012, 2012, 2024)
    assert (second.stated, second.earliest, second.latest) == (2024, 2012, 2024)
    assert first.status is second.status is CONFLICTING
    assert first.evidence == (Evidence(OTHER_YEAR, "1.txt: 2024", 0),)
    open_sided, _ = datings(dating(None, 2005, PROVED), dating(2010, 2010))
    assert (open_sided.earliest, open_sided.latest) == (None, 2010)


def test_the_users_year_stays_and_is_that_of_the_other_copies() -> None:
    user = Dating(2012, 2012, 2012, STATED, (Evidence(METADATA_FILE, "2012", 0),))
    nothing = Dating(None, None, None, YearStatus.UNKNOWN, (Evidence(METADATA_FILE, "?", 0),))
    false, kept, unknown = datings(dating(2024, 2024), user, nothing)
    assert (false.earliest, false.latest, false.status) == (2012, 2012, CONFLICTING)
    assert kept == user
    assert unknown == nothing


def test_a_speech_in_one_copy_stays_as_it_is() -> None:
    assert datings(dating(2012, 2012)) == [dating(2012, 2012)]
    assert datings(Dating(), Dating()) == [Dating(), Dating()]
