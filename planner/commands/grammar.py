"""What may be said on the command line: one table of commands, its reader, and the help made from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.commands import Bad, Request


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table. `[WORD]` may be left out; `TEXT` takes all that is left, as one; `WORD…` takes one or
    more, kept apart by MORE. An option with a space has a value.
    """

    name: str
    words: str
    options: tuple[str, ...]
    says: str
    example: str = ""

    @property
    def usage(self) -> str:
        return " ".join((self.name, *self.words.split(), *(f"[{option}]" for option in self.options)))


PRINTING = """\
Write sheets as PDF, to be filled in and read back.
      KIND   day, spread (boxes left, log right), blank, week, month, notes, review
      PAPER  a5, half-letter; two pages to cut: a4-2up, letter; to fold: a4-booklet, letter-booklet, pocket;
             remarkable, remarkable-pro, supernote, supernote-manta, supernote-nomad, kindle-scribe
      A range of days for a tablet is a book with its weeks, months and an index. --likely no leaves out how long
      the work will probably take. --remember keeps all that was chosen under a name, --profile takes it up again,
      --profiles lists them, --forget takes one away."""

READING = """\
Read filled-in sheets from photos, scans, PDFs or a folder; --accept enters the sure ones.
      Each sheet is entered as it is read: Ctrl+C stops, and the same command goes on. --date D says which day it
      is where the code of a sheet tells nothing; --debug keeps a picture of each step."""

MORE = "\0"  # between several words of one name: no file name holds it

GROUPS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "See and write down",
        (
            Command("show", "[D]", (), "The page of a day: its log, its boxes, what is still without a box."),
            Command(
                "add", "TEXT", ("--date D",), "Write a line into the log.", 'add "Draft the essay 45m #writing !1 9:30"'
            ),
            Command(
                "event",
                "TEXT",
                ("--restful", "--date D"),
                "Enter a commitment that others fixed; a restful one is no work.",
                'event "Lab meeting 11:00-12:00"',
            ),
            Command("edit", "ENTRY TEXT", (), "Write a line anew."),
            Command(
                "priority",
                "ENTRY RANK",
                ("--swap",),
                "Make it one of the three of the day: 1, 2, 3 or none. --swap takes the place of another.",
                "priority k7q 1 --swap",
            ),
            Command("drop", "ENTRY", (), "Strike a line out; what was worked on it stays."),
            Command("delete", "ENTRY", (), "Take a line away that nobody has worked on."),
            Command("migrate", "ENTRY D", (), "Carry a task over to another day.", "migrate k7q tomorrow"),
        ),
    ),
    (
        "Plan",
        (
            Command("place", "ENTRY TIME [MINUTES]", (), "Give a task a box.", "place k7q 9:30 45"),
            Command("move", "BOX TIME", (), "Move a box; what it meets is pushed later.", "move b3x 14:00"),
            Command("resize", "BOX START-END", (), "Give a box another start and end.", "resize b3x 14:00-15:30"),
            Command("remove", "BOX", (), "Take a box away; its task goes back to the list."),
            Command("pin", "BOX", (), "Nothing moves a pinned box."),
            Command("unpin", "BOX", (), "Let it be pushed again."),
            Command("swap", "BOX SECOND", (), "Let two boxes change places.", "swap b3x c9d"),
            Command("split", "BOX TIME", (), "Cut a box in two."),
            Command("join", "BOX SECOND", (), "Make one box of two parts."),
            Command("recharge-at", "TIME MINUTES", ("--date D",), "Lay a recharge yourself.", "recharge-at 15:00 30"),
            Command("replan", "", (), "Lay what was missed or is half done anew, from now on."),
            Command("layout", "[D]", (), "Give every task without a box one: priorities first, then bonus."),
        ),
    ),
    (
        "Do",
        (
            Command("start", "ENTRY", (), "Start the clock on a task; it stops the one that runs."),
            Command("stop", "", (), "Stop the clock."),
            Command("done", "ENTRY", (), "Tick a task."),
            Command("log", "ENTRY START-END", ("--date D",), "Enter time that was worked.", "log k7q 9:05-10:10"),
            Command("status", "", (), "The stretch of work, and when the recharge is due."),
            Command("recharge", "", (), "Begin a recharge now."),
            Command("quiet", "MINUTES", (), "No recharge for so long; it is owed after it.", "quiet 45"),
            Command("meditate", "[MINUTES]", (), "Sit with a bell, here or in the window that is open.", "meditate 20"),
            Command("undo", "", (), "Take the last change back, also after a restart."),
            Command("redo", "", (), "Make it again."),
        ),
    ),
    (
        "Look ahead and back",
        (
            Command(
                "estimate",
                "TEXT",
                (),
                "What a task will probably take, by what such things took.",
                'estimate "Draft the essay 45m #writing"',
            ),
            Command(
                "review",
                "",
                ("--from D", "--to D", "--by tag|project|week", "--csv", "--to FILE.pdf"),
                "Guess beside actual, and where the time went: this week, or a range; as CSV, or an A5 page.",
                "review --from 2026-11-01 --to yesterday --by project",
            ),
            Command(
                "forecast",
                "[D]",
                ("--by TIME",),
                "When the work that a day has boxes for will be done, and the chance that it fits.",
                "forecast today --by 17:00",
            ),
        ),
    ),
    (
        "Paper",
        (
            Command(
                "print",
                "[D..D]",
                (
                    "--kind KIND",
                    "--paper PAPER",
                    "--duplex long|short",
                    "--left-handed",
                    "--right-handed",
                    "--hours 8-18",
                    "--clock 12|24",
                    "--first-weekday DAY",
                    "--ink one|colour",
                    "--ground dots|lines|grid|plain",
                    "--lines fine|normal|strong",
                    "--feeling",
                    "--likely yes|no",
                    "--profile NAME",
                    "--remember NAME",
                    "--profiles",
                    "--forget NAME",
                    "--to FILE.pdf",
                ),
                PRINTING,
                "print 2026-11-23..2026-11-29 --kind spread --paper a4-booklet --to week.pdf",
            ),
            Command("prints", "", (), "The sheets printed so far, with the place and meaning of each mark."),
            Command(
                "read",
                "PHOTO…",
                ("--accept", "--date D", "--debug FOLDER"),
                READING,
                "read ~/Pictures/monday.jpg --accept",
            ),
        ),
    ),
    (
        "Keep",
        (
            Command("backup", "[FOLDER]", (), "Make a checked backup, here or in a folder of your own."),
            Command("backups", "", (), "The backups there are, newest first."),
            Command("restore", "BACKUP", (), "Put a backup in place; what was there is moved aside, not lost."),
            Command(
                "import",
                "history FILE",
                ("--map FIELD=COLUMN,…", "--dry-run"),
                "Take over guesses and actuals from a CSV, Toggl or Super Productivity; all of it or nothing.",
                "import history old.csv --map actual=Hours,unit=hours",
            ),
            Command("doctor", "", (), "Look whether the file is sound and every page lawful."),
        ),
    ),
)
COMMANDS = {command.name: command for _, group in GROUPS for command in group}
LATER = ("export",)

WIDEST = 110  # characters of a line of the help
GENERAL = {"--data-dir": True, "--json": False, "--version": False, "--help": False}
SHORT = {"-h": "--help", "-V": "--version"}

INTRODUCTION = """\
Timebox Planner: three priorities, boxes of time, rest that counts.

planner                          open the window
planner COMMAND …                do it here; a window that is open shows it at once
"""
CONVENTIONS = """\
D        today, tomorrow, yesterday, a weekday (the next one) or 2026-11-23; D..D a range
TIME     HH:MM on the clock; on the night when an hour comes twice, 02:30b is its second pass
MINUTES  45, 45m, 1h, 1h15
ENTRY, BOX   an id as `planner show` gives it, or as much of its beginning as is unique
TEXT     what you would type in the window: Draft the essay 45m #writing !1 9:30; - a note; ○ Dentist 15:00

--data-dir FOLDER   use the planner kept there (else TIMEBOX_PLANNER_DATA, else your own)
--json              answer in JSON on a terminal too; pipes and files always get JSON
--version, --help   also: planner COMMAND --help; -- ends the options

Answers go to stdout, words to stderr. Exit status: 0 done, 1 a fault of the planner's own,
2 refused or not understood (one line says why), 3 a person has to decide.
"""


def read(argv: Sequence[str], folder: str = ".") -> Request:
    """The request that the words of a command line make. Raises Bad for what cannot be understood.

    The command is "" if there is none; the general options stand among the others, by name with their dashes.
    """
    words, options, given_values = _sorted_out(_sound(argv))
    if not words:
        unknown = next((name for name in options if name not in GENERAL), None)
        if unknown:
            raise Bad(f"There is no option {said(unknown)}; planner --help lists what there is.")
        return Request("", {}, options, folder)
    name, given = words[0], words[1:]
    if name == "help":
        return Request(given[0] if given else "", {}, {**options, "--help": True}, folder)
    command = COMMANDS.get(name)
    if command is None:
        raise Bad(_no_such(name))
    allowed = {option.split()[0] for option in command.options} | set(GENERAL)
    for option in options:
        if option not in allowed:
            raise Bad(f"planner {name} has no option {said(option)}; planner {name} --help tells more.")
    if options.get("--help"):
        return Request(name, {}, options, folder)
    return Request(name, _named(command, given), options, folder, given_values)


def _sound(argv: Iterable[str]) -> list[str]:
    words = list(argv)
    for word in words:
        if any("\ud800" <= sign <= "\udfff" for sign in word):
            raise Bad(f"{said(word)} holds bytes that are no UTF-8 text; write it in UTF-8.")
    return words


def _sorted_out(argv: Sequence[str]) -> tuple[list[str], dict[str, str | bool], tuple[tuple[str, str], ...]]:
    """Words and options apart, and every value given. Only `--name` is an option: `- a note` and `-5m` are words."""
    words: list[str] = []
    options: dict[str, str | bool] = {}
    values: list[tuple[str, str]] = []
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word == "--":
            return words + rest, options, tuple(values)
        word = SHORT.get(word, word)
        name, equals, value = word.partition("=")
        if not (name.startswith("--") and name[2:3].isalpha() and " " not in name):
            words.append(word)
        elif not _takes_value(name):
            if equals:
                raise Bad(f"{said(name)} takes no value.")
            options[name] = True
        elif not equals and not rest:
            raise Bad(f"{name} needs a value after it.")
        else:
            values.append((name, value if equals else rest.pop(0)))
            options[name] = values[-1][1]
    return words, options, tuple(values)


def _takes_value(name: str) -> bool:
    every = (option for command in COMMANDS.values() for option in command.options)
    return GENERAL.get(name, any(option.startswith(f"{name} ") for option in every))


def _named(command: Command, given: list[str]) -> dict[str, str]:
    """The command's words by the names that the table gives them."""
    wanted = command.words.split()
    needed = [name for name in wanted if not name.startswith("[")]
    if len(given) < len(needed):
        missing = needed[len(given)]
        raise Bad(f"planner {command.name} needs {missing}: planner {command.usage}")
    if wanted and wanted[-1] == "TEXT":
        given = [*given[: len(wanted) - 1], " ".join(given[len(wanted) - 1 :])]
    if wanted and wanted[-1].endswith("…"):
        given = [*given[: len(wanted) - 1], MORE.join(given[len(wanted) - 1 :])]
    if len(given) > len(wanted):
        raise Bad(f"{said(given[len(wanted)])} is one word too many: planner {command.usage}")
    return {name.strip("[]…"): word for name, word in zip(wanted, given, strict=False)}


def _no_such(name: str) -> str:
    if name in LATER:
        return f"planner {name} is not in this version yet; planner --help lists what there is."
    from difflib import get_close_matches

    near = get_close_matches(name[:40], COMMANDS, n=1)
    return f"There is no command {said(name)}; {f'did you mean {near[0]}?' if near else 'planner --help lists them.'}"


def said(word: str) -> str:
    """A person's word as a sentence may repeat it: in quotes, on one line, printable, at most 40 characters."""
    short = word if len(word) <= 40 else f"{word[:39]}…"
    return "“" + "".join(sign if sign.isprintable() else _spelt(sign) for sign in short) + "”"


def _spelt(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")


def help_text(name: str = "") -> str:
    """The help of one command, or of all."""
    if name in COMMANDS:
        command = COMMANDS[name]
        example = f"\nFor example:  planner {command.example}\n" if command.example else ""
        return f"{_wrapped(f'planner {command.usage}')}\n\n{command.says}\n{example}\n{CONVENTIONS}"
    parts = [INTRODUCTION]
    for title, group in GROUPS:
        parts.append(
            "\n".join([title, *(f"{_wrapped(f'  {command.usage}')}\n      {command.says}" for command in group), ""])
        )
    examples = [f"  planner {c.example}" for c in COMMANDS.values() if c.example]
    parts.append("\n".join(["For example", *examples, ""]))
    return "\n".join([*parts, CONVENTIONS])


def _wrapped(usage: str) -> str:
    """A long usage on several lines, broken between options."""
    lines = [""]
    for part in re.split(r" (?=\[)", usage):
        if lines[-1] and len(lines[-1]) + len(part) >= WIDEST:
            lines.append("        ")
        lines[-1] += f" {part}" if lines[-1].strip() else part
    return "\n".join(lines)
