"""What memory this process holds."""

from __future__ import annotations

import sys
from pathlib import Path


def megabytes() -> dict[str, float]:
    """`rss`: all that is in memory; `uss`: what ending the process would free. Empty where the system says nothing."""
    try:
        lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()[1:]
    except FileNotFoundError:
        return {} if sys.platform == "win32" else _largest()
    kilobytes = {line.split(":")[0]: int(line.split()[1]) for line in lines}
    private = kilobytes["Private_Clean"] + kilobytes["Private_Dirty"]
    return {"rss": kilobytes["Rss"] / 1000, "uss": private / 1000}


def _largest() -> dict[str, float]:
    import resource

    return {"rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6}  # macOS counts in bytes
