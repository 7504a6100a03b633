"""The lines of a page's log: added, ranked, ticked, carried over, dropped, deleted, broken down, rewritten."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from planner.domain import arrange, entries, tracking
from planner.domain.edits import Outcome
from planner.domain.entry_line import parse, written
from planner.domain.laws import breaches
from planner.domain.line_parts import NO_BOX
from planner.domain.values import Entry, Page, PageHead
from tests.domain.a_day import DAY, EMPTY, at, box, done, entry, page_with, refusal, spans

TOMORROW = Page(PageHead(DAY + dt.timedelta(days=1)), fresh=True)


def add(page: Page, text: str, now: str = "08:00") -> Outcome:
    return entries.add(page, parse(text, today=DAY), now=at(now), new="new", new_box="box")


def edit(
    page: Page, entry_id: str, text: str, now: str = "08:00", *, whole: bool = False, boxed: bool = False
) -> Outcome:
    return entries.edit_text(page, entry_id, parse(text, today=DAY, boxed=boxed), now=at(now), whole=whole)


def started(page: Page, entry_id: str, begins: str, ends: str | None = None) -> Page:
    page = done(tracking.start(page, entry_id, now=at(begins), new=f"i{begins}")).applied(page)
    return done(tracking.stop(page, now=at(ends))).applied(page) if ends else page


# Adding


def test_a_line_becomes_an_entry_and_a_box() -> None:
    edit = done(add(EMPTY, "Draft the essay 45m #writing +book !1 9:30"))
    page = edit.applied(EMPTY)
    new = entry(page, "new")
    assert (new.title, new.estimate, new.unplaced, new.rank) == ("Draft the essay", 45, 0, 1)
    assert (new.tags, new.project, new.position) == (("writing",), "book", 0)
    assert spans(page, "new") == [("09:30", 45)]
    assert edit.label == "Add 'Draft the essay'"
    assert edit.inverted().applied(page) == EMPTY


def test_what_has_no_time_waits_for_a_box() -> None:
    page = page_with("Draft 45m", "Mail", "Tiny 2m", "- note #x", "○ Fair")
    assert [e.position for e in page.entries] == [0, 1, 2, 3, 4]
    assert [(e.estimate, e.unplaced) for e in page.entries] == [(45, 45), (None, 30), (2, 5), (None, 0), (None, 0)]
    assert not page.boxes


def test_a_range_gives_box_and_estimate_and_what_it_lacks_waits() -> None:
    page = page_with("Read 9:30-10:15", "Write 90m 11:00-11:40")
    assert (entry(page, "e0").estimate, spans(page, "e0")) == (45, [("09:30", 45)])
    assert (entry(page, "e1").estimate, entry(page, "e1").unplaced, spans(page, "e1")) == (90, 50, [("11:00", 40)])


def test_an_event_without_a_length_takes_an_hour() -> None:
    page = page_with("○ Dentist 15:00", "○ Lab 9:00 20m")
    assert (box(page, "b0").kind, spans(page, "e0"), spans(page, "e1")) == ("event", [("15:00", 60)], [("09:00", 20)])
    walk = entries.add(EMPTY, parse("○ Walk 9:00", today=DAY), now=at("08:00"), new="n", new_box="b", restful=True)
    assert box(done(walk).applied(EMPTY), "b").restful


def test_a_place_is_on_the_box_and_on_each_of_its_parts() -> None:
    page = page_with("Draft 5h 9:00 @Library", "○ Talk 16:00 @Hall", "Mail @home 10m")
    assert [b.place for b in page.boxes_of("e0")] == ["Library"] * 3
    assert box(page, "b1").place == "Hall"
    assert entry(page, "e2").title == "Mail @home"
    assert {b.place for b in page.boxes if b.kind == "recharge"} == {""}


def test_what_is_done_to_a_box_keeps_its_place() -> None:
    page = page_with("Draft 60m 9:00 @Library", "Mail 30m 10:00 @home", "Sort 30m 11:00")
    now = at("08:00")
    for outcome in (
        arrange.move(page, "b0", 13 * 60, now=now),
        arrange.resize(page, "b0", 5 * 60, 9 * 60, now=now),  # 09:00 to 13:00: in parts
        arrange.swap(page, "b0", "b1", now=now),
        arrange.split(page, "b0", 5 * 60 + 30, now=now),
        arrange.pin(page, "b0"),
        arrange.replan(page, now=at("09:45")),
        entries.tick_box(page, "b0", now=at("09:30")),
    ):
        after = done(outcome).applied(page)
        assert after != page
        assert {b.place for b in after.boxes_of("e0")} == {"Library"}
        assert {b.place for b in after.boxes_of("e1")} == {"home"}
        assert {b.place for b in after.boxes_of("e2")} == {""}


def test_what_is_left_of_a_box_is_planned_at_its_place() -> None:
    page = started(page_with("Draft 60m 9:00 @Library"), "e0", "09:00", "09:20")
    after = done(arrange.replan(page, now=at("10:00"))).applied(page)
    assert [b.place for b in after.boxes_of("e0")] == ["Library", "Library"]


def test_joined_parts_have_the_place_of_the_earlier_or_else_of_the_later() -> None:
    for first, second, joined in (("Library", "home", "Library"), ("", "home", "home")):
        page = page_with("Draft 60m 9:00")
        page = done(arrange.split(page, "b0", 5 * 60 + 30, now=at("08:00"))).applied(page)
        parts = [replace(b, place=place) for b, place in zip(page.boxes, (first, second), strict=True)]
        page = replace(page, boxes=tuple(parts))
        after = done(arrange.join(page, parts[0].id, parts[1].id, now=at("08:00"))).applied(page)
        assert [b.place for b in after.boxes] == [joined]


def test_a_typed_minute_is_kept() -> None:
    assert spans(page_with("Draft 45m 9:32"), "e0") == [("09:32", 45)]
    assert spans(page_with("Draft 45m 9:30", now="09:33"), "e0") == [("09:30", 45)]


@pytest.mark.parametrize("text", ["", "- ", "x" * 501])
def test_a_line_with_a_problem_is_refused_in_its_words(text: str) -> None:
    assert refusal(add(EMPTY, text)) == parse(text, today=DAY).problem


def test_what_cannot_be_placed_is_not_added() -> None:
    assert "passed" in refusal(add(EMPTY, "Draft 45m 7:00"))
    spring = Page(PageHead(dt.date(2026, 3, 28), zone="Europe/Zurich"))  # the clocks skip 02:00–03:00 that night
    line = parse("Draft 45m 2:30", today=spring.date)
    skipped = entries.add(spring, line, now=at("08:00", -250), new="n", new_box="b")
    assert refusal(skipped) == "The clocks skip 02:30 on that day: choose another time."


def test_what_was_left_out_of_a_line_is_said() -> None:
    assert done(add(EMPTY, "a\x00b")).consequences == ("Characters that cannot be shown were left out.",)


# Priorities


def test_an_occupied_rank_is_refused_with_the_free_ones() -> None:
    page = page_with("Write !1", "Mail")
    words = "1 is taken by 'Write'. Swap it out (it becomes bonus), or leave this one as bonus. 2 and 3 are free."
    assert refusal(add(page, "Other !1")) == words
    assert refusal(entries.prioritise(page, "e1", 1)) == words


def test_a_fourth_priority_is_refused() -> None:
    page = page_with("A !1", "B !2", "C !3", "D")
    words = "A page has three priorities. Swap one out, or leave this one as bonus."
    for rank in (1, 2, 3):
        assert refusal(entries.prioritise(page, "e3", rank)) == words
        assert refusal(add(page, f"Other !{rank}")) == words


def test_swapping_out_and_exchanging() -> None:
    page = page_with("A !1", "B !2", "C")
    swapped = done(entries.prioritise(page, "e2", 1, swap=True))
    assert [e.rank for e in swapped.applied(page).entries] == [None, 2, 1]
    assert swapped.consequences == ("'A' is now bonus",)
    exchanged = done(entries.prioritise(page, "e0", 2))
    assert [e.rank for e in exchanged.applied(page).entries] == [2, 1, None]
    assert exchanged.consequences == ("'B' is now 1",)
    assert [e.rank for e in done(entries.prioritise(page, "e0", None)).applied(page).entries] == [None, 2, None]
    assert not done(entries.prioritise(page, "e0", 1)).changes


def test_only_tasks_are_priorities() -> None:
    page = page_with("- note", "○ Lab")
    for entry_id in ("e0", "e1"):
        assert "not an open task" in refusal(entries.prioritise(page, entry_id, 1))
    for rank in (0, 4, -1):
        assert "choose 1, 2 or 3" in refusal(entries.prioritise(page, "e0", rank))


# Ticks


def test_a_tick_on_the_line_ends_the_task_with_its_parts_and_stops_it() -> None:
    page = started(page_with("Draft 45m 9:30 !1", "Mail"), "e0", "09:30")
    after = done(entries.tick(page, "e0", now=at("10:00"))).applied(page)
    assert (entry(after, "e0").state, entry(after, "e0").rank, box(after, "b0").done) == ("done", 1, True)
    assert after.intervals[0].end == at("10:00")
    again = done(entries.untick(after, "e0", now=at("10:00"))).applied(after)
    assert (entry(again, "e0").state, box(again, "b0").done) == ("open", False)


def test_ticking_what_is_done_is_nothing() -> None:
    page = page_with("A")
    after = done(entries.tick(page, "e0", now=at("09:00"))).applied(page)
    assert not done(entries.tick(after, "e0", now=at("09:00"))).changes
    assert not done(entries.untick(page, "e0", now=at("09:00"))).changes
    assert entry(after, "e0").unplaced == 30


def test_the_last_open_part_ends_the_task() -> None:
    page = page_with("Long 3h 9:00")
    first, second = (b.id for b in page.boxes_of("e0"))
    half = done(entries.tick_box(page, first, now=at("11:00"))).applied(page)
    assert entry(half, "e0").state == "open"
    whole = done(entries.tick_box(half, second, now=at("13:00"))).applied(half)
    assert entry(whole, "e0").state == "done"
    back = done(entries.untick_box(whole, second, now=at("13:00"))).applied(whole)
    assert back == half


def test_a_part_is_not_the_last_while_minutes_wait_for_a_box() -> None:
    page = page_with("Write 90m 11:00-11:40")
    after = done(entries.tick_box(page, "b0", now=at("12:00"))).applied(page)
    assert (entry(after, "e0").state, box(after, "b0").done) == ("open", True)


def test_recharge_and_events_can_be_ticked_and_notes_cannot() -> None:
    page = page_with("Long 3h 9:00", "○ Lab 16:00", "- note")
    rest = next(b for b in page.boxes if b.kind == "recharge")
    assert box(done(entries.tick_box(page, rest.id, now=at("12:00"))).applied(page), rest.id).done
    lab = done(entries.tick_box(page, "b1", now=at("17:00"))).applied(page)
    assert (entry(lab, "e1").state, box(lab, "b1").done) == ("done", True)
    assert "note" in refusal(entries.tick(page, "e2", now=at("12:00")))


def test_the_last_open_step_ends_the_task_and_the_task_its_steps() -> None:
    page = page_with("Essay 3h")
    lines = [parse(text, today=DAY) for text in ("Outline 30m", "Draft 90m")]
    page = done(entries.break_down(page, "e0", lines, now=at("08:00"), new=["s1", "s2"])).applied(page)
    one = done(entries.tick(page, "s1", now=at("09:00"))).applied(page)
    assert entry(one, "e0").state == "open"
    both = done(entries.tick(one, "s2", now=at("10:00")))
    assert both.consequences == ("'Essay' is done with its last step",)
    assert entry(both.applied(one), "e0").state == "done"
    reopened = done(entries.untick(both.applied(one), "s2", now=at("10:00"))).applied(both.applied(one))
    assert [e.state for e in reopened.entries] == ["open", "done", "open"]
    all_of_it = done(entries.tick(page, "e0", now=at("09:00")))
    assert all_of_it.consequences == ("'Outline' is done with it", "'Draft' is done with it")
    assert {e.state for e in all_of_it.applied(page).entries} == {"done"}


def test_a_step_carried_over_keeps_the_task_open() -> None:
    page = page_with("Essay")
    lines = [parse(text, today=DAY) for text in ("Outline", "Draft")]
    page = done(entries.break_down(page, "e0", lines, now=at("08:00"), new=["s1", "s2"])).applied(page)
    page = done(entries.migrate(page, TOMORROW, "s1", now=at("08:00"), new="m")).applied(page)
    page = done(entries.tick(page, "s2", now=at("08:00"))).applied(page)
    assert entry(page, "e0").state == "open"


def test_reopening_never_leaves_too_long_a_stretch() -> None:
    page = page_with("A 2h 9:00")
    page = done(entries.tick(page, "e0", now=at("08:00"))).applied(page)
    page = page_with("B 2h 11:00", page=page)
    page = done(entries.untick(page, "e0", now=at("08:00"))).applied(page)
    assert breaches(page, at("08:00")) == ()


# Leaving


def test_dropping_strikes_the_line_and_gives_back_rank_and_boxes() -> None:
    page = started(page_with("Draft 45m 9:30 !1"), "e0", "09:30")
    page = done(arrange.split(page, "b0", box(page, "b0").start + 15, now=at("09:31"))).applied(page)
    after = done(entries.drop(page, "e0", now=at("09:40"))).applied(page)
    struck = entry(after, "e0")
    assert (struck.state, struck.rank, struck.unplaced, struck.estimate) == ("dropped", None, 30, 45)
    assert after.running() is None
    assert [b.id for b in after.boxes] == ["b0"]
    assert "reopen it" in refusal(entries.drop(after, "e0", now=at("09:40")))
    assert entry(done(entries.untick(after, "e0", now=at("09:40"))).applied(after), "e0").state == "open"


def test_what_is_struck_says_so_and_is_opened_again_by_its_line_or_box() -> None:
    page = page_with("Draft 45m 9:00")
    logged = tracking.log(page, "e0", at("09:00"), at("09:10"), now=at("10:00"), new="l")
    page = done(logged).applied(page)
    struck = done(entries.drop(page, "e0", now=at("10:00"))).applied(page)
    assert struck.box("b0") is not None
    line = parse("A step", today=DAY)
    for outcome in (
        entries.prioritise(struck, "e0", 1),
        entries.tick(struck, "e0", now=at("10:00")),
        entries.break_down(struck, "e0", [line], now=at("10:00"), new=["s"]),
        arrange.place(struck, "e0", 700, now=at("10:00"), new="n"),
        tracking.start(struck, "e0", now=at("10:00"), new="n"),
    ):
        assert refusal(outcome) == "'Draft' is dropped: reopen it first."
    for edit in (entries.toggle(struck, "e0", now=at("10:00")), entries.toggle_box(struck, "b0", now=at("10:00"))):
        assert done(edit).label == "Reopen 'Draft'"
        assert entry(done(edit).applied(struck), "e0").state == "open"


def test_a_toggle_ticks_and_opens_again() -> None:
    page = page_with("Draft 45m 9:00")
    for toggled in (entries.toggle(page, "e0", now=at("10:00")), entries.toggle_box(page, "b0", now=at("10:00"))):
        ticked = done(toggled).applied(page)
        assert entry(ticked, "e0").state == "done"
        for back in (entries.toggle(ticked, "e0", now=at("10:00")), entries.toggle_box(ticked, "b0", now=at("10:00"))):
            assert entry(done(back).applied(ticked), "e0").state == "open"
    assert "choose another" in refusal(entries.toggle(page, "x", now=at("10:00")))
    assert "choose another" in refusal(entries.toggle_box(page, "x", now=at("10:00")))


def test_what_has_a_record_cannot_be_deleted() -> None:
    page = started(page_with("Draft 9:30-10:15"), "e0", "09:30", "10:15")
    words = "'Draft' has 45 minutes logged: drop it instead, the record stands."
    assert refusal(entries.delete(page, "e0", now=at("10:20"))) == words


def test_deleting_takes_boxes_and_rank_and_frees_the_steps() -> None:
    page = page_with("Long 3h 9:00 !1", "Mail")
    lines = [parse("Step", today=DAY)]
    page = done(entries.break_down(page, "e0", lines, now=at("08:00"), new=["s"])).applied(page)
    page = done(arrange.place(page, "e0", 300, 60, now=at("08:00"), new="again")).applied(page)
    edit = done(entries.delete(page, "e0", now=at("08:00")))
    after = edit.applied(page)
    assert ([e.id for e in after.entries], after.boxes, after.priorities()) == (["s", "e1"], (), {})
    assert entry(after, "s").parent is None
    assert edit.inverted().applied(after) == page


def test_carrying_over_to_tomorrow_takes_what_is_left() -> None:
    page = page_with("Write 90m 11:00-11:40 #x +book !1", "Mail")
    edit = done(entries.migrate(page, TOMORROW, "e0", now=at("08:00"), new="copy"))
    here, there = edit.applied(page), edit.applied(TOMORROW)
    assert edit.label == "Migrate 'Write' to 24 Nov 2026"
    left = entry(here, "e0")
    assert (left.state, left.rank, left.unplaced, here.boxes) == ("migrated", None, 0, ())
    copy = entry(there, "copy")
    assert (copy.title, copy.tags, copy.project, copy.estimate, copy.unplaced) == ("Write", ("x",), "book", 90, 90)
    assert (copy.migrations, copy.origin, copy.rank, copy.state, copy.page) == (1, "e0", None, "open", TOMORROW.date)
    assert edit.inverted().applied(here) == page
    assert edit.inverted().applied(there) == TOMORROW
    assert "carried over" in refusal(entries.tick(here, "e0", now=at("08:00")))
    assert "carried over" in refusal(entries.delete(here, "e0", now=at("08:00")))


def test_carried_further_is_scheduled_and_left_over_is_migrated() -> None:
    page = page_with("Write")
    later = Page(PageHead(DAY + dt.timedelta(days=3)))
    further = done(entries.migrate(page, later, "e0", now=at("08:00"), new="c")).applied(page)
    assert entry(further, "e0").state == "scheduled"
    left_over = done(entries.migrate(page, later, "e0", now=at("08:00", 3), new="c")).applied(page)
    assert entry(left_over, "e0").state == "migrated"


def test_the_rest_of_what_is_half_worked_is_carried() -> None:
    page = started(page_with("Write 90m 9:00"), "e0", "09:00", "10:00")
    edit = done(entries.migrate(page, TOMORROW, "e0", now=at("18:00"), new="c"))
    assert entry(edit.applied(TOMORROW), "c").unplaced == 30
    assert edit.applied(page).boxes == page.boxes


def test_an_event_is_carried_to_its_wall_time() -> None:
    page = page_with("○ Dentist 15:00-15:45", "- note")
    edit = done(entries.migrate(page, TOMORROW, "e0", now=at("08:00"), new="c"))
    assert (edit.applied(page).boxes, spans(edit.applied(TOMORROW), "c")) == ((), [("15:00", 45)])
    note = done(entries.migrate(page, TOMORROW, "e1", now=at("08:00"), new="c"))
    assert entry(note.applied(TOMORROW), "c").kind == "note"


def test_open_steps_are_carried_with_their_task() -> None:
    page = page_with("Essay 3h", "Mail")
    lines = [parse(text, today=DAY) for text in ("Outline 30m", "Draft 90m")]
    page = done(entries.break_down(page, "e0", lines, now=at("08:00"), new=["s1", "s2"])).applied(page)
    page = done(entries.tick(page, "s1", now=at("08:00"))).applied(page)
    edit = done(entries.migrate(page, TOMORROW, "e0", now=at("08:00"), new="c"))
    there = edit.applied(TOMORROW)
    assert [(e.title, e.unplaced, e.parent) for e in there.entries] == [("Essay", 0, None), ("Draft", 90, "c")]
    assert [e.state for e in edit.applied(page).entries] == ["migrated", "done", "migrated", "open"]


def test_what_cannot_be_carried() -> None:
    page = page_with("Write 9:00-10:00", "Mail")
    yesterday = Page(PageHead(DAY - dt.timedelta(days=1)))
    for target in (page, yesterday):
        assert "a later day" in refusal(entries.migrate(page, target, "e0", now=at("08:00"), new="c"))
    assert "is over" in refusal(entries.migrate(page, TOMORROW, "e0", now=at("08:00", 5), new="c"))
    assert "stop it first" in refusal(
        entries.migrate(started(page, "e0", "09:00"), TOMORROW, "e0", now=at("09:10"), new="c")
    )
    ticked = done(entries.tick(page, "e1", now=at("08:00"))).applied(page)
    assert "untick it first" in refusal(entries.migrate(ticked, TOMORROW, "e1", now=at("08:00"), new="c"))


# Breaking down


def test_steps_stand_after_their_task_with_their_own_minutes() -> None:
    page = page_with("Essay 3h 13:00 !1", "Mail")
    lines = [parse(text, today=DAY) for text in ("Research 45m 9:00", "Draft")]
    edit = done(entries.break_down(page, "e0", lines, now=at("08:00"), new=["s1", "s2"]))
    page = edit.applied(page)
    assert [(e.title, e.unplaced, e.parent, e.position) for e in page.entries] == [
        ("Essay", 0, None, 0),
        ("Research", 0, "e0", 1),
        ("Draft", 30, "e0", 2),
        ("Mail", 30, None, 3),
    ]
    assert (entry(page, "e0").rank, entry(page, "e0").estimate, page.boxes_of("e0")) == (1, 180, ())
    assert spans(page, "s1") == [("09:00", 45)]
    more = done(entries.break_down(page, "e0", lines[1:], now=at("08:00"), new=["s3"])).applied(page)
    assert [e.id for e in more.entries] == ["e0", "s1", "s2", "s3", "e1"]


def test_what_is_no_step_is_refused_and_nothing_is_kept() -> None:
    page = page_with("Essay", "- note")
    for texts, words in ((["- a"], "is no task"), ([""], "Write what it is"), ([], "Write the steps")):
        lines = [parse(text, today=DAY) for text in texts]
        names = [f"s{number}" for number in range(len(texts))]
        assert words in refusal(entries.break_down(page, "e0", lines, now=at("08:00"), new=names))
    assert "not an open task" in refusal(entries.break_down(page, "e1", [], now=at("08:00"), new=[]))


# Rewriting


def test_what_a_line_does_not_say_stays() -> None:
    page = page_with("Draft 45m #x +book !1 9:30")
    edited = done(edit(page, "e0", "Draft it"))
    after = entry(edited.applied(page), "e0")
    assert (after.title, after.estimate, after.tags, after.project, after.rank) == ("Draft it", 45, ("x",), "book", 1)
    assert edited.merge
    assert edited.applied(page).boxes == page.boxes


def test_the_whole_line_takes_away_what_it_does_not_say() -> None:
    page = page_with("Draft 45m #x +book !1 9:30")
    same = done(edit(page, "e0", written(entry(page, "e0")), whole=True))
    assert not same.changes
    after = done(edit(page, "e0", "Draft it", whole=True)).applied(page)
    assert entry(after, "e0") == Entry("e0", DAY, "Draft it")
    assert after.boxes == page.boxes


def test_a_new_time_moves_the_box_and_a_new_estimate_stretches_it() -> None:
    page = page_with("Draft 45m 9:30", "Mail 20m")
    assert spans(done(edit(page, "e0", "Draft 14:00")).applied(page), "e0") == [("14:00", 45)]
    assert spans(done(edit(page, "e0", "Draft 1h")).applied(page), "e0") == [("09:30", 60)]
    assert spans(done(edit(page, "e0", "Draft 14:00-14:20")).applied(page), "e0") == [("14:00", 20)]
    assert spans(done(edit(page, "e1", "Mail 14:00")).applied(page), "e1") == [("14:00", 20)]
    waiting = entry(done(edit(page, "e1", "Mail 50m")).applied(page), "e1")
    assert (waiting.estimate, waiting.unplaced) == (50, 50)
    assert "passed" in refusal(edit(page, "e0", "Draft 7:00"))


def test_a_new_place_is_on_all_boxes_that_were_not_started() -> None:
    page = page_with("Draft 3h 9:00 @Library", "Mail 20m")
    moved = done(edit(page, "e0", "Draft @home", boxed=True))
    assert [b.place for b in moved.applied(page).boxes_of("e0")] == ["home", "home"]
    assert not moved.merge
    assert [b.place for b in done(edit(page, "e0", "Draft it 14:00")).applied(page).boxes_of("e0")] == ["Library"] * 2
    assert [b.place for b in done(edit(page, "e1", "Mail 15:00 @home")).applied(page).boxes_of("e1")] == ["home"]
    begun = started(page, "e0", "09:00", "09:30")
    after = done(edit(begun, "e0", "Draft @home", now="09:30", boxed=True)).applied(begun)
    assert [b.place for b in after.boxes_of("e0")] == ["Library", "home"]


def test_a_place_without_a_box_that_waits_is_refused_and_never_lost() -> None:
    page = started(page_with("Draft 45m 9:00"), "e0", "09:00", "09:30")
    words = "'Draft' has no box that waits to be started: give a time too, such as 9:30 @home."
    assert refusal(edit(page, "e0", "Draft @home", now="09:30", boxed=True)) == words
    assert parse("Draft @home", today=DAY).parts[0].why == NO_BOX


def test_a_whole_line_takes_away_the_place_that_it_was_written_with() -> None:
    page = page_with("Draft 3h 9:00 @Library")
    text = written(entry(page, "e0"), boxes=page.boxes_of("e0"))
    assert text == "Draft 3h @Library"
    assert not done(edit(page, "e0", text, whole=True, boxed=True)).changes
    after = done(edit(page, "e0", "Draft 3h", whole=True, boxed=True)).applied(page)
    assert [b.place for b in after.boxes_of("e0")] == ["", ""]
    far = replace(page, boxes=tuple(replace(b, place="Room 12") if b.entry else b for b in page.boxes))
    assert not done(edit(far, "e0", "Draft 3h", whole=True, boxed=True)).changes, "no line can say it"


def test_an_event_is_moved_and_keeps_its_length() -> None:
    page = page_with("○ Lab 9:00-10:30")
    assert spans(done(edit(page, "e0", "○ Lab 11:00")).applied(page), "e0") == [("11:00", 90)]
    assert spans(done(edit(page, "e0", "Lab 11:00 20m")).applied(page), "e0") == [("11:00", 20)]


def test_an_estimate_stands_once_work_has_started() -> None:
    page = started(page_with("Draft 45m", "Mail"), "e0", "09:00", "09:20")
    assert refusal(edit(page, "e0", "Draft 1h")) == (
        "'Draft' has 20 min logged: its estimate stays 45 min, for a guess is made before starting."
    )
    assert entry(done(edit(page, "e0", "Draft it 45m")).applied(page), "e0").title == "Draft it"


def test_what_cannot_be_rewritten() -> None:
    page = page_with("Draft 45m 9:30", "Mail", "Old !1")
    assert refusal(edit(page, "e0", "")) == parse("", today=DAY).problem
    assert "migrate it to 24 Nov 2026" in refusal(edit(page, "e0", "Draft tomorrow"))
    assert "write a new line for the note" in refusal(edit(page, "e0", "- Draft"))
    assert "taken" in refusal(edit(page, "e0", "Draft !1"))
    ticked = done(entries.tick(page, "e1", now=at("08:00"))).applied(page)
    assert "not open" in refusal(edit(ticked, "e1", "Mail 10:00"))


def test_a_sign_changes_what_a_line_is() -> None:
    page = page_with("Draft 45m")
    after = entry(done(edit(page, "e0", "- Draft")).applied(page), "e0")
    assert (after.kind, after.estimate, after.unplaced) == ("note", None, 0)
    back = entry(done(edit(page_with("- Draft"), "e0", "• Draft 20m")).applied(page_with("- Draft")), "e0")
    assert (back.kind, back.estimate, back.unplaced) == ("task", 20, 20)


def test_a_title_is_taken_as_it_is() -> None:
    page = page_with("Draft 45m")
    edited = done(entries.edit_title(page, "e0", " Draft at 9:30\n!2 "))
    assert entry(edited.applied(page), "e0").title == "Draft at 9:30 !2"
    assert entry(edited.applied(page), "e0").rank is None
    assert "at most 500" in refusal(entries.edit_title(page, "e0", "x" * 10_000))
    assert "Write what" in refusal(entries.edit_title(page, "e0", " \n"))


# Done, though not planned


def test_unplanned_work_is_kept_with_its_time() -> None:
    page = page_with("Draft")
    for text, span in (("Phone 9:30-10:15 #calls", ("09:30", "10:15")), ("Phone 45m #calls", ("09:15", "10:00"))):
        now = at("10:30") if "-" in text else at("10:00")
        edit = done(entries.log_unplanned(page, parse(text, today=DAY), now=now, new="u"))
        after = edit.applied(page)
        phone, interval = entry(after, "u"), after.intervals[0]
        assert (phone.state, phone.unplanned, phone.estimate, phone.unplaced, phone.tags) == (
            "done",
            True,
            None,
            0,
            ("calls",),
        )
        assert (interval.start, interval.end, interval.source, interval.entry) == (
            at(span[0]),
            at(span[1]),
            "typed",
            "u",
        )


def test_unplanned_work_without_a_time_is_kept_alone() -> None:
    after = done(entries.log_unplanned(EMPTY, parse("Phone", today=DAY), now=at("10:00"), new="u")).applied(EMPTY)
    assert (entry(after, "u").state, after.intervals) == ("done", ())


def test_unplanned_work_has_no_box_that_could_have_a_place() -> None:
    edit = done(entries.log_unplanned(EMPTY, parse("Phone 9:30-9:50 @home", today=DAY), now=at("10:00"), new="u"))
    assert edit.consequences == ("A place belongs to a box: 'home' is left out",)


def test_unplanned_work_that_cannot_be_kept() -> None:
    def log(text: str, days: int = 0) -> str:
        return refusal(entries.log_unplanned(EMPTY, parse(text, today=DAY), now=at("10:00", days), new="u"))

    assert "how long" in log("Phone 9:30")
    assert "how long" in log("○ Lab 9:30")
    assert "not happened" in log("Phone 9:30-10:15")
    assert "Say when" in log("Phone 45m", 1)
    assert "note" in log("- a note")
    assert "Write what" in log("45m")


def test_labels_shorten_titles_and_nothing_else_does() -> None:
    title = "A title that is rather long, far longer than forty characters"
    edit = done(add(EMPTY, f"“{title}”"))
    assert edit.label == f"Add '{title[:39].rstrip()}…'"
    assert entry(edit.applied(EMPTY), "new").title == title


@pytest.mark.parametrize("name", ["tick", "untick", "drop", "delete", "tick_box", "untick_box"])
def test_what_is_not_there(name: str) -> None:
    assert "choose another" in refusal(getattr(entries, name)(EMPTY, "none", now=at("08:00")))


def test_what_is_not_there_for_the_others() -> None:
    line = parse("x", today=DAY)
    for outcome in (
        entries.prioritise(EMPTY, "none", 1),
        entries.edit_title(EMPTY, "none", "x"),
        entries.edit_text(EMPTY, "none", line, now=at("08:00")),
        entries.migrate(EMPTY, TOMORROW, "none", now=at("08:00"), new="n"),
        entries.break_down(EMPTY, "none", [line], now=at("08:00"), new=["n"]),
    ):
        assert "choose another" in refusal(outcome)
