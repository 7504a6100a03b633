from __future__ import annotations

import ctypes
from types import SimpleNamespace

import pytest

from planner.presence import foreign


def test_a_library_that_is_not_there_is_none() -> None:
    assert foreign.load("no-such-library.so.7", "nor-this-one") is None


def test_a_pointer_comes_back_whole() -> None:
    library = SimpleNamespace(f=ctypes.CFUNCTYPE(ctypes.c_uint64, ctypes.c_uint64)(lambda number: number))
    declared = foreign.declare(library, "f", ctypes.c_void_p, ctypes.c_void_p)
    assert declared(0x7F00_1234_5678) == 0x7F00_1234_5678


def test_a_missing_function_is_said() -> None:
    with pytest.raises(AttributeError):
        foreign.declare(SimpleNamespace(), "g", None)
