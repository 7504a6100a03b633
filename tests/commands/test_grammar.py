"""What may be said on the command line, and how it is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.commands import Bad
from planner.commands.grammar import COMMANDS, GROUPS, LATER, help_text, read, said

CONTRACT = [
    "show", "add", "place", "move", "resize", "remove", "pin", "unpin", "swap", "split", "join", "replan",
    "layout", "priority", "edit", "drop", "delete", "migrate", "event", "recharge-at", "start", "stop", "done",
    "log", "status", "recharge", "quiet", "meditate", "undo", "redo", "print", "prints", "read", "backup", "backups",
    "restore", "doctor", "import", "estimate", "forecast", "review",
]  # fmt: skip


def test_the_table_holds_every_command_of_the_contract() -> None:
    assert set(COMMANDS) == set(CONTRACT)
    assert sum(len(group) for _, group in GROUPS) == len(COMMANDS)
    assert not set(LATER) & set(COMMANDS)


def test_words_go_to_their_names_and_options_stand_anywhere() -> None:
    request = read(["--data-dir", "/life", "place", "k7q", "--json", "9:30", "45m"], "/here")
    assert request.command == "place"
    assert request.words == {"ENTRY": "k7q", "TIME": "9:30", "MINUTES": "45m"}
    assert request.options == {"--data-dir": "/life", "--json": True}
    assert request.folder == "/here"


def test_an_option_may_carry_its_value_behind_an_equals_sign() -> None:
    assert read(["add", "Tea", "--date=tomorrow"]).option("--date") == "tomorrow"
    assert read(["import", "history", "x.csv", "--map", "day=Date"]).option("--map") == "day=Date"
    assert read(["print", "--to=a=b.pdf"]).option("--to") == "a=b.pdf"


@pytest.mark.parametrize("text", ["- a note", "-5m", "-", "--", "– dash", "a --b c", "--- rule"])
def test_text_that_begins_with_a_dash_is_text(text: str) -> None:
    assert read(["add", "--", text]).words["TEXT"] == text
    if not text.startswith("--"):
        assert read(["add", text]).words["TEXT"] == text


def test_text_without_quotes_is_taken_whole() -> None:
    assert read(["add", "Draft", "the", "essay", "45m"]).words["TEXT"] == "Draft the essay 45m"
    assert read(["edit", "k7q", "Draft", "it"]).words == {"ENTRY": "k7q", "TEXT": "Draft it"}


@pytest.mark.parametrize(
    ("argv", "sentence"),
    [
        (["bogus"], "There is no command “bogus”; planner --help lists them."),
        (["mvoe", "a", "9:30"], "There is no command “mvoe”; did you mean move?"),
        (["export"], "planner export is not in this version yet; planner --help lists what there is."),
        (["place", "k7q"], "planner place needs TIME: planner place ENTRY TIME [MINUTES]"),
        (["stop", "now"], "“now” is one word too many: planner stop"),
        (["show", "--swap"], "planner show has no option “--swap”; planner show --help tells more."),
        (["add", "x", "--date"], "--date needs a value after it."),
        (["add", "x", "--json=yes"], "“--json” takes no value."),
        (["--bogus"], "There is no option “--bogus”; planner --help lists what there is."),
        (["add", "caf\udce9"], "“caf\\udce9” holds bytes that are no UTF-8 text; write it in UTF-8."),
        (["\x1b[31m\n"], "There is no command “\\x1b[31m\\n”; planner --help lists them."),
    ],
)
def test_what_is_not_understood_is_refused_in_one_sentence(argv: list[str], sentence: str) -> None:
    with pytest.raises(Bad) as refused:
        read(argv)
    assert str(refused.value) == sentence


@given(st.lists(st.text() | st.sampled_from([*CONTRACT, "--date", "--to", "--", "--help", "--json"]), max_size=5))
def test_any_words_make_a_request_or_one_sentence(argv: list[str]) -> None:
    sentence = ""
    try:
        request = read(argv)
        assert request.command in {"", *COMMANDS} or request.options.get("--help")
    except Bad as refused:
        sentence = str(refused)
    assert sentence.isprintable()


def test_a_word_in_a_sentence_is_short_and_printable() -> None:
    assert said("a" * 10_000) == f"“{'a' * 39}…”"
    assert said("a\n\x07\u202eb") == "“a\\n\\x07\\u202eb”"


@pytest.mark.parametrize("name", ["", *CONTRACT])
def test_the_help_names_the_command_and_the_exit_statuses(name: str) -> None:
    text = help_text(name)
    assert f"planner {name}".strip() in text
    assert "Exit status: 0 done, 1 a fault" in text
    assert max(map(len, text.splitlines())) <= 120


def test_the_help_lists_every_command() -> None:
    said = " ".join(help_text().split())
    for command in COMMANDS.values():
        assert f" {command.usage} {command.says.split()[0]}" in said
