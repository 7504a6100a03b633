"""Edits: values before and after, backwards and forwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from planner.domain.edits import Change, Edit, edit_between, joined, page_of, with_boxes, with_entry
from planner.domain.values import Box, Entry, PageHead

DATE = dt.date(2026, 11, 23)
NEXT = dt.date(2026, 11, 24)
PAGE = page_of(PageHead(DATE), [Entry("a", DATE, "A")], [Box("b", DATE, "work", 300, 30, "a")])


def test_an_edit_leads_from_one_page_to_the_other_and_back() -> None:
    after = with_boxes(with_entry(PAGE, Entry("c", DATE, "C", position=1)), [Box("d", DATE, "recharge", 400, 30)])
    edit = edit_between(PAGE, after, "Change")
    assert edit.applied(PAGE) == after
    assert edit.inverted().applied(after) == PAGE


def test_the_first_edit_of_a_fresh_page_keeps_its_head() -> None:
    fresh = replace(page_of(PageHead(DATE)), fresh=True)
    edit = edit_between(fresh, with_entry(fresh, Entry("a", DATE, "A")), "Add")
    assert edit.changes[0] == Change(None, fresh.head)
    assert not edit.applied(fresh).fresh
    assert edit.inverted().applied(edit.applied(fresh)).fresh


def test_what_does_not_change_is_nothing() -> None:
    assert edit_between(PAGE, PAGE, "Nothing", ["words"]) == Edit("Nothing")


def test_an_edit_over_two_pages_touches_both_and_applies_to_each() -> None:
    elsewhere = page_of(PageHead(NEXT))
    there = edit_between(elsewhere, with_entry(elsewhere, Entry("z", NEXT, "Z")), "Copy")
    here = edit_between(PAGE, with_entry(PAGE, replace(PAGE.entries[0], state="migrated")), "Migrate")
    edit = joined("Migrate", here, there)
    assert edit.pages == (DATE, NEXT)
    assert edit.touches(NEXT)
    assert edit.applied(PAGE).entries[0].state == "migrated"
    assert [e.id for e in edit.applied(elsewhere).entries] == ["z"]
