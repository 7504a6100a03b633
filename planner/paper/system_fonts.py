"""The fonts of the system, for letters that the planner's own have not: looked for only when a text needs one.

The known font folders are walked once; files are opened in an order that puts the likely ones first, by their names:
that takes no other program, is the same on every system, and gives the same font at every start.
"""

from __future__ import annotations

import locale
import os
import sys
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from planner.paper.outlines import OutlineFont, can_draw

SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
# What the names of files begin with, the best first; before them goes Noto's own font of the script.
PREFERRED: dict[str, tuple[str, ...]] = {
    "ARABIC": ("notosansarabic", "sfarabic", "geezapro", "notonaskharabic"),
    "HEBREW": ("notosanshebrew", "sfhebrew", "arialhb"),
    "DEVANAGARI": ("notosansdevanagari", "nirmala", "kohinoordevanagari", "lohitdevanagari", "mangal"),
    "THAI": ("notosansthai", "leelawui", "leelawad", "thonburi", "loma", "garuda"),
    "SC": ("notosanscjk", "notosanssc", "sourcehansans", "pingfang", "msyh", "stheiti", "wqy", "droidsansfallback"),
    "TC": ("notosanscjk", "notosanstc", "sourcehansans", "pingfang", "msjh", "stheiti", "wqy"),
    "JP": (
        "notosanscjk",
        "notosansjp",
        "sourcehansans",
        "ヒラギノ角ゴシックw3",
        "hiragino",
        "yugothr",
        "meiryo",
        "ipaex",
        "takao",
    ),
    "KR": ("notosanscjk", "notosanskr", "sourcehansans", "applesdgothicneo", "malgun", "nanumgothic"),
    "": ("notoemoji", "symbola", "notosanssymbols", "seguisym", "seguiemj", "applesymbols"),
}
USUAL = (
    "notosansregular", "notosansmath", "notosans", "segoeui", "sfns", "arialunicode", "arial", "dejavusans", "freesans",
    "liberationsans",
)  # fmt: skip
# Styles that a plain line of words does not want.
STYLES = (
    "bold", "italic", "oblique", "light", "thin", "black", "heavy", "condensed", "mono", "serif", "medium", "semi",
    "display", "nastaliq", "kufi", "rashi", "looped", "slanted", "lastresort",
)  # fmt: skip
REGIONS = {"ja": "JP", "ko": "KR", "zh_TW": "TC", "zh_HK": "TC"}
LANGUAGES = {"JP": "ja", "KR": "ko", "SC": "zh-hans", "TC": "zh-hant"}


def folders() -> list[Path]:
    """Where this system keeps fonts, a person's own after the common ones."""
    home = Path.home()
    if sys.platform == "win32":
        own = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        return [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts", own / "Microsoft/Windows/Fonts"]
    if sys.platform == "darwin":
        roots = (Path("/System/Library"), Path("/Library"), home / "Library")
        fetched = sorted(Path("/System/Library/AssetsV2").glob("com_apple_MobileAsset_Font*"))
        return [*(root / "Fonts" for root in roots), *fetched]
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    elsewhere = ("/run/host", "/run/current-system/sw/share/X11")  # Flatpak's view of the system, NixOS
    data = [*shared.split(":"), *elsewhere, os.environ.get("XDG_DATA_HOME") or home / ".local/share"]
    return [*(Path(folder) / "fonts" for folder in data), home / ".fonts"]


@cache
def files() -> tuple[str, ...]:
    """Every font file, each once."""
    found = {
        os.path.join(place, name)
        for folder in folders()
        for place, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(SUFFIXES)
    }
    return tuple(sorted(found))


def script_of(letter: str) -> str:
    """The script of a letter by the first word of its name ("ARABIC"); "" for what belongs to none."""
    if unicodedata.category(letter)[0] not in "LMN":
        return ""
    name = unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0]
    return "CJK" if name in ("HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "IDEOGRAPHIC") else name


def region_of(words: str) -> str:
    """Whose forms Chinese characters take in these words: Japanese beside kana, Korean beside Hangul, else the
    person's own, else simplified Chinese."""
    if any("\u3040" <= letter <= "\u30ff" for letter in words):
        return "JP"
    if any("\uac00" <= letter <= "\ud7a3" or "\u1100" <= letter <= "\u11ff" for letter in words):
        return "KR"
    return _own_region()


@cache
def _own_region() -> str:
    own = locale.getlocale()[0] or ""
    return REGIONS.get(own[:5]) or REGIONS.get(own[:2]) or "SC"


def _bare(path: str) -> str:
    return "".join(letter for letter in Path(path).stem.lower() if letter not in " -_")


@cache
def _ranked(script: str) -> tuple[str, ...]:
    """All font files, the likeliest for a script first."""
    wanted = (*PREFERRED.get(script, ()), f"notosans{script.lower()}", *USUAL)

    def rank(path: str) -> tuple[int, int, str, str]:
        name = _bare(path)
        first = next((place for place, begin in enumerate(wanted) if name.startswith(begin)), len(wanted))
        return first, sum(style in name for style in STYLES), name, path

    return tuple(sorted(files(), key=rank))


@cache
def _opened(path: str, index: int = 0) -> OutlineFont | None:
    """A font; None for a file that is none, or may not be read."""
    try:
        return OutlineFont(path, index)
    except (OSError, ValueError, RuntimeError):
        return None


@cache
def _of_region(path: str, region: str) -> OutlineFont | None:
    """The face of a collection that is made for a region, else its first."""
    first = _opened(path)
    if first is None or first.faces_in_file < 2:
        return first
    faces = (_opened(path, index) for index in range(first.faces_in_file))
    return next((face for face in faces if face and f" {region}" in f" {face.family}"), first)


@lru_cache(maxsize=4096)
def system_font(letters: str, region: str) -> OutlineFont | None:
    """The font that draws all these letters, for a cluster of them; None: the system has none."""
    if not can_draw() or any(unicodedata.category(letter) in ("Cn", "Co", "Cs") for letter in letters):
        return None
    script = script_of(letters[0])
    script = region if script == "CJK" else script
    for path in _ranked(script):
        font = _of_region(path, region)
        if font is not None and all(map(font.has, letters)):
            return font
    return None
