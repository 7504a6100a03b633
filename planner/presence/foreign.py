"""Libraries of the system, called through ctypes.

Every function is declared before it is called: undeclared, a 64-bit pointer comes back cut to 32 bits.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Any


def load(*names: str) -> Any:
    """The first of these libraries that is installed, or None."""
    for name in names:
        try:
            return _load(name)
        except OSError:
            continue
    return None


def _load(name: str) -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL(name)
    return ctypes.CDLL(name)


def declare(library: Any, name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of a library, with its types. Raises AttributeError where the library does not have it."""
    function = getattr(library, name)
    function.restype, function.argtypes = result, arguments
    return function  # type: ignore[no-any-return]
