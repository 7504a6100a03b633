"""The proving ground of paper that comes back: days are printed, filled in, photographed and read, and the truth known.

    python -m tests.benchmarks.paper                        1,200 hard photos and 200 scans
    python -m tests.benchmarks.paper --pages 70 --jobs 2    a seventh of them are scans
    python -m tests.benchmarks.paper --other                other pens and another camera
    python -m tests.benchmarks.paper --show photo-17 DIR    writes that picture, the flat sheet and the truth

Days come from tests/lawful_days.py and by the dozen from their own sorts; pens, camera and scanner know nothing of the
reader, and the truth is taken from the marks that each print remembers. Seeds are fixed: the same page is the same
picture everywhere.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

if __name__ == "__main__" and not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import cv2

from tests.benchmarks import paper_table
from tests.benchmarks.paper_home import taken_home
from tests.benchmarks.paper_page import Taken, seeds, taken
from tests.benchmarks.paper_score import Score, scored
from tests.benchmarks.table import Row, percentile, printed

PHOTOS, SCANS = 1200, 200
FEW = 70  # pages of a run among the other benchmarks
LARGE = ("12 MP", "8 MP")


def rows(pages: int, jobs: int = 1, *, other: bool = False) -> Iterator[Row]:
    """The aims as rows of the benchmarks, and the whole table before them."""
    scores = measured(seeds(*shared_out(pages), other=other), jobs)
    print(report(scores))
    return aims(scores)


def shared_out(pages: int) -> tuple[int, int]:
    scans = round(pages * SCANS / (PHOTOS + SCANS))
    return pages - scans, scans


def measured(names: Sequence[str], jobs: int) -> list[Score]:
    """Each page made, read and scored, in this process or in several."""
    if jobs == 1:
        return list(_said(map(measure, names), len(names)))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(_said(pool.map(measure, names, chunksize=4), len(names)))


def _said(scores: Iterator[Score], total: int) -> Iterator[Score]:
    for number, one in enumerate(scores, 1):
        if number % 50 == 0:
            print(f"{number} of {total} pages", file=sys.stderr, flush=True)
        yield one


def measure(seed: str) -> Score:
    page = taken(seed)
    clock, busy = time.perf_counter(), time.process_time()
    readings = read(page)
    spent = time.perf_counter() - clock, time.process_time() - busy
    name = (page.printing.one.id, page.printing.sheet.number)
    score = scored(seed, page.groups, page.readable, name, page.truth, readings, *spent)
    return replace(score, home=taken_home(page.printing.page, page.truth, name, readings))


def read(page: Taken) -> Sequence[Any]:
    from planner.paper.reader import Printed, read_image

    one = page.printing.one
    known = Printed(one.id, one.page, one.kind, tuple(sheet.as_json() for sheet in one.sheets))
    return read_image(page.content, lambda print_id: known if print_id == one.id else None)


def aims(scores: Sequence[Score]) -> Iterator[Row]:
    """What is asked of the reader."""
    photos = [s for s in scores if s.groups["source"] == "photo"]
    scans = [s for s in scores if s.groups["source"] == "scan"]
    large = [s for s in photos if s.groups["size"] in LARGE]
    share = partial(Row, unit="%", at_least=True)
    of_large, of_all, of_scans = map(paper_table.figures, (large, scores, scans))
    yield share(f"photos of 8 and 12 MP: located, of {len(large)}", percent(of_large.located), aim=99.0)
    yield share(f"squares right, of {sum(s.ticks for s in scores)}", percent(of_all.ticks), aim=99.9)
    yield share(f"intervals within 5 min, of {sum(s.intervals for s in scores)}", percent(of_all.intervals), aim=99.0)
    yield share("lines told written or empty", percent(of_all.lines))
    yield share("readable pages accepted without a question", percent(of_all.accepted), aim=90.0)
    yield Row(f"pages wrong among {sum(s.sure for s in scores)} accepted", float(of_all.wrong_sure), "", 0.0)
    yield share(f"scans located, of {len(scans)}", percent(of_scans.located), aim=100.0)
    homes = [s.home for s in scores if s.home is not None]
    runs = sum(home.runs for home in homes)
    yield share(f"of {runs} runs given to their box", percent(1 - sum(h.astray for h in homes) / max(1, runs)))
    yield Row("runs given to another without a question", float(sum(h.surely_astray for h in homes)), "")
    planned = [s for s in scores if s.readable and s.home is not None and s.home.runs]
    yield share(f"home without a question, of {len(planned)} readable", percent(paper_table.share(
        s.home is not None and not s.home.asks for s in planned
    )))  # fmt: skip
    seconds = [s.seconds * 1000 for s in photos if s.groups["size"] == "12 MP"]
    if seconds:
        busy = percentile([s.busy * 1000 for s in photos if s.groups["size"] == "12 MP"], 0.5)
        yield Row("a photo of 12 MP, median", percentile(seconds, 0.5), "ms", 1000, more={"of a processor": busy})
        yield Row("a photo of 12 MP, 95th", percentile(seconds, 0.95), "ms", 2500)


def percent(share: float | None) -> float:
    return float("nan") if share is None else share * 100


def report(scores: Sequence[Score]) -> str:
    lines = [paper_table.grid(scores), "", "Wrong by shape of the square: " + paper_table.shapes(scores), ""]
    return "\n".join([*lines, *paper_table.failures(scores)])


def show(seed: str, folder: Path) -> None:
    """Write the picture as it is read, the flat sheet under it, and the truth."""
    page = taken(seed)
    folder.mkdir(parents=True, exist_ok=True)
    ending = "png" if page.content.startswith(b"\x89PNG") else "jpg"
    (folder / f"{seed}.{ending}").write_bytes(page.content)
    cv2.imwrite(str(folder / f"{seed}-flat.png"), page.flat)
    printing = page.printing
    about = {
        "seed": seed, "print": printing.one.as_json(), "sheet": printing.sheet.number, "groups": page.groups,
        "readable": page.readable, "truth": asdict(page.truth),
    }  # fmt: skip
    (folder / f"{seed}.json").write_text(json.dumps(about, indent=1, ensure_ascii=False), encoding="utf-8")


def main(argv: Sequence[str]) -> int:
    words = argparse.ArgumentParser(prog="paper", description=(__doc__ or "").split("\n")[0])
    words.add_argument("--pages", type=int, default=PHOTOS + SCANS, help="photos and scans together")
    words.add_argument("--jobs", type=int, default=1, help="processes at work")
    words.add_argument("--other", action="store_true", help="other pens, another camera")
    words.add_argument("--show", nargs=2, metavar=("SEED", "FOLDER"), help="write one picture and its truth")
    words.add_argument("--only", nargs="+", metavar="SEED", help="read these pages alone")
    asked = words.parse_args(argv)
    if asked.show:
        show(asked.show[0], Path(asked.show[1]))
        return 0
    names = asked.only or seeds(*shared_out(asked.pages), other=asked.other)
    scores = measured(names, asked.jobs)
    print(report(scores))
    print(printed(list(aims(scores))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
