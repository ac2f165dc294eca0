"""Witnesses of one speech tell each other city and years; what the user knows stays."""

from __future__ import annotations

from dataclasses import replace

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


def shared(
    places: list[Place],
    in_text: dict[int, Place] | None = None,
    words: dict[int, str] | None = None,
) -> list[Place]:
    return share_places(
        places,
        [f"{n}.txt" for n in range(len(places))],
        lambda n: (in_text or {}).get(n, UNKNOWN),
        lambda n: (words or {}).get(n, ""),
    )


def test_a_copy_without_a_city_takes_that_of_another() -> None:
    masked = Place(status=PlaceStatus.MASKED)
    first, second, third = shared([masked, place("A"), UNKNOWN], words={1: "The roads of City A"})
    assert second == place("A")
    for one in (first, third):
        assert (one.code, one.status) == ("A", PlaceStatus.INFERRED)
        assert one.evidence == (Evidence(OTHER_PLACE, "1.txt", 0),)


def test_a_file_name_that_no_text_bears_is_not_told_to_other_copies() -> None:
    masked = Place(status=PlaceStatus.MASKED)
    own = [masked, place("A"), UNKNOWN]
    assert shared(own, words={0: "The roads of City B"}) == own
    assert shared([place("A", METADATA_FILE), UNKNOWN])[1].code == "A"
    assert shared([place("A", "own body"), UNKNOWN])[1].code == "A"


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


USER = place("B", METADATA_FILE)
TOLD = Evidence(OTHER_LABEL, "1.txt", 0)


def test_the_users_word_settles_its_own_copy_and_those_without_a_city() -> None:
    nobody = Place(evidence=(Evidence(METADATA_FILE, "unknown", 0),))
    masked, user, unknown = shared([UNKNOWN, USER, nobody])
    assert (masked.code, masked.status) == ("B", PlaceStatus.INFERRED)
    assert (user, unknown) == (USER, nobody)


def test_the_users_word_moves_no_copy_that_names_its_city() -> None:
    own = place("A")
    kept = replace(own, evidence=(*own.evidence, TOLD))
    masked = UNKNOWN
    assert shared([own, USER, masked], {0: own})[0] == kept
    assert shared([own, USER], words={0: "The roads of City A"})[0] == kept
    assert shared([own, USER, masked], {0: own})[2].code == "B"


def test_a_label_that_the_text_does_not_bear_is_not_believed_against_the_user() -> None:
    own = place("A")
    null = Place(evidence=(*own.evidence, TOLD))
    assert shared([own, USER])[0] == null
    assert shared([own, USER], words={0: "The roads of City A and City B"})[0] == null
    moved = shared([own, USER], {0: place("B")})[0]
    assert (moved.code, moved.status) == ("B", PlaceStatus.INFERRED)


def test_two_words_of_the_user_tell_a_copy_without_a_city_nothing() -> None:
    first, other = place("A", METADATA_FILE), place("B", METADATA_FILE)
    assert [one.code for one in shared([first, other, UNKNOWN])] == ["A", "B", None]


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


def user(first: int, last: int) -> Dating:
    quote = str(first) if first == last else f"{first}-{last}"
    return Dating(None, first, last, STATED, (Evidence(METADATA_FILE, quote, 0),))


def test_the_users_year_stays_and_is_that_of_copies_without_one() -> None:
    nothing = Dating(None, None, None, YearStatus.UNKNOWN, (Evidence(METADATA_FILE, "?", 0),))
    undated, kept, unknown = datings(Dating(), user(2012, 2012), nothing)
    assert (undated.earliest, undated.latest, undated.status) == (2012, 2012, STATED)
    assert kept == user(2012, 2012)
    assert unknown == nothing


def test_a_copy_that_prints_another_year_than_the_users_keeps_it_in_conflict() -> None:
    other, kept = datings(dating(2024, 2024), user(2012, 2012))
    told = Evidence(OTHER_YEAR, "1.txt: 2012", 0)
    assert other == Dating(2024, 2024, 2024, CONFLICTING, (told,))
    assert kept == user(2012, 2012)


def test_the_users_years_narrow_those_of_a_copy_and_never_widen_them() -> None:
    proved, _ = datings(dating(2008, 2013, PROVED), user(2012, 2015))
    assert (proved.earliest, proved.latest) == (2012, 2013)
    stated, _ = datings(dating(2013, 2013), user(2012, 2015))
    assert stated == dating(2013, 2013)
    posted, _ = datings(Dating(2023, None, 2023, YearStatus.UNKNOWN), user(2012, 2012))
    assert (posted.stated, posted.earliest, posted.latest) == (2023, 2012, 2012)


def test_a_speech_in_one_copy_stays_as_it_is() -> None:
    assert datings(dating(2012, 2012)) == [dating(2012, 2012)]
    assert datings(Dating(), Dating()) == [Dating(), Dating()]
