"""The curtain among the windows of a real X server, with a window manager that would like its keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.ui.focus.programs import Program, Report
from tests.xserver import XServer

pytestmark = pytest.mark.skipif(bool(XServer.missing()), reason=XServer.missing() or "an X server is here")

# What openbox does with them by itself: close, switch windows and desktops, show the desktop, menus.
KEYS = (
    "alt+F4",
    "alt+Tab",
    "alt+Escape",
    "alt+space",
    "ctrl+alt+Left",
    "ctrl+alt+Right",
    "super+F2",
    "super+1",
    "super+2",
    "super+d",
    "super+e",
    "super+Tab",
)


@pytest.fixture(scope="module")
def server() -> Iterator[XServer]:
    with XServer(2560, 800) as made:
        yield made


@pytest.fixture(scope="module")
def somebody(server: XServer) -> Iterator[Program]:
    with Program("other", server.environment()) as made:
        yield made


@pytest.fixture
def other(server: XServer, somebody: Program) -> Program:
    server.monitors((1280, 800))
    somebody.tell("plain")
    somebody.until(lambda report: report["other_seen"] and len(report["screens"]) == 1)
    return somebody


@pytest.fixture
def planner(server: XServer, other: Program) -> Iterator[Program]:
    with Program("planner", server.environment()) as made:
        made.until(lambda report: report["planner_seen"] and report["active"])
        yield made


def covers(report: Report) -> bool:
    """Each screen whole, and nothing of any other window to be seen."""
    whole = sorted(report["windows"]) == sorted(report["screens"]) and all(report["visible"])
    return whole and report["sage"] and not report["planner_seen"] and not report["other_seen"]


def come_up(planner: Program) -> None:
    planner.tell("show")
    planner.until(covers)


def press(server: XServer, planner: Program, keys: str) -> None:
    """Press keys, and wait until each of them has come to the curtain: no one else has had them."""
    wanted = planner.now["touched"] + len(keys.split("+"))
    server.do("key", keys)
    planner.until(lambda report: report["touched"] >= wanted)


def test_the_manager_acts_on_its_keys_while_there_is_no_curtain(server: XServer, planner: Program) -> None:
    server.do("key", "ctrl+alt+Right")
    planner.until(lambda report: not report["planner_seen"])
    assert server.do("get_desktop") == "1"
    server.do("key", "ctrl+alt+Left")
    planner.until(lambda report: report["planner_seen"])


def test_no_key_of_the_manager_lifts_the_curtain(server: XServer, planner: Program) -> None:
    come_up(planner)
    for keys in KEYS:
        press(server, planner, keys)
        assert covers(planner.tell("report")), keys
    assert server.do("get_desktop") == "0"


def test_every_key_goes_to_the_curtain_and_none_to_another_program(
    server: XServer, planner: Program, other: Program
) -> None:
    come_up(planner)
    before = other.tell("report")["keys"]
    for key in ("a", "Return", "space", "Tab", "ctrl+w"):
        press(server, planner, key)
    assert (planner.now["keys"], other.tell("report")["keys"], planner.now["sat"]) == (0, before, 0)


def test_typing_on_as_it_falls_does_not_sit(server: XServer, planner: Program) -> None:
    come_up(planner)
    wanted = planner.now["touched"] + 9
    server.do("type", "Mm, my mom")
    planner.until(lambda report: report["touched"] >= wanted)
    assert planner.now["sat"] == 0


def test_the_keyboard_goes_back_to_whoever_had_it(server: XServer, planner: Program, other: Program) -> None:
    server.do("search", "--sync", "--name", "^other$", "windowactivate", "--sync")
    other.until(lambda report: report["active"] == "other")
    planner.until(lambda report: not report["active"])
    come_up(planner)
    press(server, planner, "a")
    planner.tell("lift")
    planner.until(lambda report: not report["sage"])
    before = other.tell("report")["keys"]
    server.do("key", "b")
    other.until(lambda report: report["keys"] == before + 1)
    assert planner.tell("report")["keys"] == 0


def test_minimising_and_closing_from_outside_leave_it_up(server: XServer, planner: Program) -> None:
    come_up(planner)
    found = server.do("search", "--name", "^Recharge$").split()
    assert found
    for window in found:
        server.do("windowminimize", window)
        server.do("windowunmap", window)
    planner.until(covers, "show")


def test_a_window_that_comes_to_the_front_later_is_covered_again(
    server: XServer, planner: Program, other: Program
) -> None:
    come_up(planner)
    other.tell("fill")
    planner.until(covers, "show")
    press(server, planner, "a")


def test_a_question_of_our_own_does_not_keep_the_keyboard(server: XServer, planner: Program) -> None:
    planner.tell("ask")
    planner.until(lambda report: report["modal"])
    planner.tell("any m")
    come_up(planner)
    press(server, planner, "m")
    assert planner.now["sat"] == 1


def test_a_question_that_comes_later_does_not_take_it(server: XServer, planner: Program) -> None:
    planner.tell("any m")
    come_up(planner)
    planner.tell("ask")
    planner.until(lambda report: "Question" in report["had_keyboard"] and report["active"] == "Recharge")
    assert planner.now["modal"]
    assert covers(planner.now)
    press(server, planner, "m")
    assert planner.now["sat"] == 1


def test_a_menu_of_ours_is_closed(server: XServer, planner: Program) -> None:
    planner.tell("menu")
    planner.until(lambda report: report["popup"])
    come_up(planner)
    assert not planner.now["popup"]
    press(server, planner, "a")


def test_a_keyboard_that_someone_else_holds_is_taken_once_it_is_free(
    server: XServer, planner: Program, other: Program
) -> None:
    before = other.tell("grab")["keys"]
    come_up(planner)
    server.do("key", "a")
    other.until(lambda report: report["keys"] == before + 1)
    assert planner.tell("report")["touched"] == 0
    other.tell("let go")
    planner.tell("show")
    press(server, planner, "alt+F4")
    assert covers(planner.tell("report"))


def test_every_monitor_is_covered_when_plugged_and_let_go_when_not(server: XServer, planner: Program) -> None:
    come_up(planner)
    _, second = server.monitors((1280, 800), (1280, 800))
    planner.until(lambda report: len(report["screens"]) == 2 and covers(report))
    press(server, planner, "super+d")
    server.unplug(second)
    planner.until(lambda report: len(report["screens"]) == 1 and len(report["windows"]) == 1)
    press(server, planner, "a")


def test_the_first_monitor_may_go_too(server: XServer, planner: Program) -> None:
    first, _ = server.monitors((1280, 800), (1280, 800))
    planner.until(lambda report: len(report["screens"]) == 2)
    come_up(planner)
    server.unplug(first)
    planner.until(lambda report: len(report["screens"]) == 1 and report["windows"] == report["screens"])
    press(server, planner, "a")


def test_the_offer_to_sit_is_taken_by_a_click_on_any_screen(server: XServer, planner: Program) -> None:
    server.monitors((1280, 800), (1280, 800))
    planner.until(lambda report: len(report["screens"]) == 2)
    come_up(planner)
    for number, left in enumerate((0, 1280)):
        x, y, width, height = planner.now["offer"][number]
        server.do("mousemove", str(left + x + width // 2), str(y + height // 2), "click", "1")
        planner.until(lambda report, times=number + 1: report["sat"] == times)  # type: ignore[misc]


def test_holding_esc_and_saying_why_leaves(server: XServer, planner: Program) -> None:
    come_up(planner)
    planner.tell("hold short")
    server.do("keydown", "Escape")
    planner.until(lambda report: report["asking"])
    server.do("keyup", "Escape")
    server.do("type", "The phone rang")
    server.do("key", "Return")
    planner.until(lambda report: report["reasons"] == ["The phone rang"])
