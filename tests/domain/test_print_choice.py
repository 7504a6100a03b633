"""How a person wants their paper, and how it is remembered."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.print_choice import LONGEST_NAME, PrintChoice, Profile, profile_of


@pytest.mark.parametrize(
    ("values", "part"),
    [
        ({"kind": "year"}, "it is one of day, spread"),
        ({"paper": "a3"}, "it is one of a5"),
        ({"first_weekday": 7}, "between 0 and 6"),
        ({"first_weekday": True}, "between 0 and 6"),
        ({"left_handed": 1}, "true or false"),
        ({"opens": 480}, "a beginning and an end"),
        ({"opens": 480, "closes": 480}, "a beginning and an end"),
        ({"opens": -1, "closes": 1441}, "a beginning and an end"),
        ({"kind": "week", "paper": "pocket"}, "does not fit on a pocket fold"),
        ({"paper": "remarkable", "duplex": "long"}, "no back to turn"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(values: dict[str, object], part: str) -> None:
    with pytest.raises(ValueError, match=part):
        PrintChoice(**values)  # type: ignore[arg-type]


def test_a_profile_comes_back_as_it_was_kept() -> None:
    mine = Profile("my notebook", PrintChoice(kind="spread", duplex="long", left_handed=True, opens=420, closes=1200))
    assert profile_of(asdict(mine)) == mine


def test_one_bad_value_costs_no_other() -> None:
    kept = {"name": "mine", "choice": {"kind": "spread", "paper": "parchment", "opens": 420, "left_handed": "yes"}}
    assert profile_of(kept) == Profile("mine", PrintChoice(kind="spread"))


@pytest.mark.parametrize("name", [None, "", "  ", 7, "x" * (LONGEST_NAME + 1), "two\nlines"])
def test_a_profile_without_a_name_is_none(name: object) -> None:
    assert profile_of({"name": name, "choice": {}}) is None


values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=3)
keys = st.sampled_from([*PrintChoice.__slots__, "other"])


@given(st.dictionaries(keys, values) | values)
def test_whatever_was_kept_reads_as_a_lawful_choice(choice: object) -> None:
    found = profile_of({"name": "mine", "choice": choice})
    assert found is not None
    assert PrintChoice(**asdict(found.choice)) == found.choice
