"""Answers as calm text for a person at a terminal. Made from the same JSON that scripts get."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from typing import Any

from planner.domain.times import words_of

Json = dict[str, Any]

SIGNS = {"event": "○", "note": "–"}
STATES = {"open": "•", "done": "×", "migrated": ">", "scheduled": "<", "dropped": "~"}
SPENT = {"unplanned": "not planned"}
SHORTEST_ID = 3  # letters of an id that are shown at least


def readable(out: Any) -> str:
    """The text of an answer; whatever has no text of its own is shown as key and value."""
    if isinstance(out, list):
        lines = [line for row in out for line in (_photo(row) if "photo" in row else [_row(row)])] or ["None yet."]
    elif "entries" in out:
        lines = list(_page(out))
    elif "until_recharge" in out:
        lines = list(_status(out))
    elif "sentences" in out:
        lines = list(_review(out))
    elif "basis" in out:
        lines = list(_estimate(out))
    elif "by_end" in out:
        lines = list(_forecast(out))
    elif "done" in out:
        lines = [out["done"], *(f"  {words}" for words in out["consequences"])]
    elif "healthy" in out:
        lines = ["The file is sound." if out["healthy"] else "The file is damaged."]
        lines += [f"  {found['words']}" for found in out["findings"]]
    else:
        lines = [f"{key}: {value}" for key, value in out.items()]
    return "".join(f"{_printable(line)}\n" for line in lines)


def _printable(line: str) -> str:
    """Nothing that a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in line).rstrip()


def _row(row: Any) -> str:
    return "   ".join(str(value) for value in row.values() if not isinstance(value, list | dict))


def _photo(sheet: Json) -> Iterator[str]:
    """A sheet that was read: what it is of, what came of it, and what a person has to look at."""
    ticked = sum(tick["value"] == "ticked" for tick in sheet["ticks"])
    struck = sum(tick["value"] == "cancelled" for tick in sheet["ticks"])
    marks = ((ticked, "ticked"), (struck, "crossed out"), (len(sheet["intervals"]), "shaded"))
    said = [f"{count} {words}" for count, words in marks if count]
    yield "   ".join(
        filter(None, (os.path.basename(sheet["photo"]), sheet["page"], " · ".join(said), sheet.get("done")))
    )
    yield from (f"  {words}" for words in (*sheet.get("consequences", ()), *sheet["questions"]))


def _page(page: Json) -> Iterator[str]:
    date, load = dt.date.fromisoformat(page["page"]), page["load"]
    yield f"{date:%A} {date.day} {date:%B %Y}   {words_of(load['planned'])} of {words_of(load['capacity'])} planned"
    ids = [thing["id"] for thing in (*page["entries"], *page["boxes"])]
    ranks = {one["entry"]: one["rank"] for one in page["priorities"]}
    waiting = {one["entry"]: one["minutes"] for one in page["unplaced"]}
    if page["entries"]:
        yield ""
    for entry in sorted(page["entries"], key=lambda entry: ranks.get(entry["id"], 9)):
        yield _entry_line(entry, ranks.get(entry["id"]), waiting.get(entry["id"], 0), ids)
    if page["boxes"]:
        yield ""
    for box in page["boxes"]:
        place = f" · {box['place']}" if box["place"] else ""
        signs = "".join((" pinned" if box["pinned"] else "", " ×" if box["done"] else ""))
        yield f"  {_short(box['id'], ids)}  {box['start']}–{box['end']}  {box['title']}{place}{signs}"
    for breach in page["breaches"]:
        yield f"  {breach['at']}  {breach['why']}"


def _status(status: Json) -> Iterator[str]:
    title = f" on {status['title']}" if status["title"] else ""
    stretch = f"{words_of(status['stretch'])} of work since the last rest"
    if status["state"] == "recharging":
        yield f"Recharging: {words_of(status['left'])} left"
    elif status["state"] == "idle":
        yield f"Idle: {stretch}" if status["stretch"] else "Idle"
    else:
        yield f"Working{title}: {stretch}"
        until = f"recharge in {words_of(status['until_recharge'])}"
        yield f"  {'nothing is asked of you now' if status['hushed'] else until}"


def _review(review: Json) -> Iterator[str]:
    """The words, then where the time went, then what the groups have come to."""
    yield review["title"]
    yield ""
    yield from (f"  {sentence['words']}" for sentence in review["sentences"])
    spent = [period for period in review["spent"] if period["days"]]
    if spent:
        yield ""
        yield from map(_spent, spent)
    groups = [group for group in review["groups"] if not group["spread"]["few"]]
    if groups:
        yield ""
        yield from (f"  {group['words']}" for group in groups)
    for layer in review.get("layers", ()):
        yield ""
        yield layer["label"]
        yield from (f"  {block['start']}–{block['end']}  {block['title']}" for block in layer["blocks"])


def _spent(period: Json) -> str:
    kinds = ("planned", "unplanned", "events", "recharge", "meditation", "open")
    parts = (f"{words_of(period[kind])} {SPENT.get(kind, kind)}" for kind in kinds if period[kind])
    return f"  {period['label']:<7} {' · '.join(parts)}"


def _estimate(found: Json) -> Iterator[str]:
    if found["likely"] is None:
        yield "Nothing like it yet: guess, and the next guess will know more."
        return
    guess = f"Guessed {words_of(found['estimate'])}: " if found["estimate"] else ""
    yield f"{guess}{words_of(found['likely'])} likely, {words_of(found['low'])} to {words_of(found['high'])}"
    yield f"  from {found['basis']['words']}"


def _forecast(found: Json) -> Iterator[str]:
    words = found["words"]
    yield words["fact"].capitalize() if words["fact"] else "No work has a box."
    if "by" in found and found["by_then"] is not None:
        yield f"  {round(found['by_then'] * 100)} % done by {found['by']}"
    yield from (f"  {line}" for line in words["reason"])
    if words["help"]:
        yield f"  {words['help'].replace('*', '“', 1).replace('*', '”', 1)}"


def _entry_line(entry: Json, rank: int | None, waiting: int, ids: list[str]) -> str:
    sign = SIGNS.get(entry["kind"]) or STATES[entry["state"]]
    parts = [
        f"{rank or ' '} {_short(entry['id'], ids)}  {sign} {entry['title']}",
        *(f"#{tag}" for tag in entry["tags"]),
        *([f"estimate {words_of(entry['estimate'])}"] if entry["estimate"] else []),
        *([f"worked {words_of(entry['actual'])}"] if entry["actual"] else []),
        *([f"{words_of(waiting)} without a box"] if waiting else []),
    ]
    return "  ".join(parts)


def _short(name: str, ids: list[str]) -> str:
    """As much of an id as is unique on its page."""
    for size in range(SHORTEST_ID, len(name)):
        if sum(other.startswith(name[:size]) for other in ids) == 1:
            return name[:size]
    return name
