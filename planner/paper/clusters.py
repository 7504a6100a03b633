"""Letters that belong together, and where a line may end: never between a letter and its mark, nor in an emoji."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

JOINER, NO_JOINER = "\u200d", "\u200c"
MOST_MARKS = 6  # on one letter; a tower of more would print over its neighbours
LONGEST = 32  # letters in a cluster: an emoji of a family has eleven
VIRAMA = 9  # combining class of the sign that binds two Indic consonants
LATE_VOWELS = "\u0e33\u0eb3\uff9e\uff9f"  # by their class letters, but never at the start of a line
NOT_FIRST = "、。，．・：；？！゛゜ー）］｝」』】〉》〕’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻…‥"
NOT_LAST = "（［｛「『【〈《〔‘“"
BEHIND_ALWAYS, BEFORE_ALWAYS = "ะาๅๆฯຯະາໆ", "เแโใไເແໂໃໄ"  # vowels and signs of Thai and Lao that lean on a letter


def is_mark(letter: str) -> bool:
    """Whether a sign sits on, under or around the letter before it."""
    return unicodedata.category(letter) in ("Mn", "Mc", "Me") or letter in LATE_VOWELS


def is_unseen(letter: str) -> bool:
    """Whether a sign has no look of its own: it joins others or chooses between their looks."""
    return (
        unicodedata.category(letter) == "Cf" or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    )


def is_skin(letter: str) -> bool:
    """Whether a sign gives an emoji the colour of its skin."""
    return "\U0001f3fb" <= letter <= "\U0001f3ff"


def seen(cluster: str) -> str:
    """The letters of a cluster that a font must have. One ink knows no colours of skin."""
    kept = (letter for place, letter in enumerate(cluster) if not (is_unseen(letter) or (place and is_skin(letter))))
    return "".join(kept)


def _is_flag(letter: str) -> bool:
    """Whether a sign is one half of a flag."""
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _is_hangul(letter: str) -> bool:
    return "\u1100" <= letter <= "\u11ff" or "\uac00" <= letter <= "\ud7fb" or "\ua960" <= letter <= "\ua97c"


def _is_vowel_or_final(letter: str) -> bool:
    """Whether a Korean sign goes on with the syllable before it."""
    return "\u1160" <= letter <= "\u11ff" or "\ud7b0" <= letter <= "\ud7fb"


def _joins(words: str, start: int, index: int) -> bool:
    """Whether the letter at an index belongs to the cluster that began at start."""
    before, letter = words[index - 1], words[index]
    if before == " " or letter == " ":
        return False
    if is_mark(letter) or is_unseen(letter) or is_skin(letter):
        return True
    if before == JOINER or (unicodedata.combining(before) == VIRAMA and unicodedata.category(letter) == "Lo"):
        return True
    if _is_flag(letter) and _is_flag(before):
        return index - start == 1
    return _is_vowel_or_final(letter) and _is_hangul(before)


@lru_cache(maxsize=1024)
def clusters(words: str) -> tuple[str, ...]:
    """The words cut into what a reader takes for one letter each (Unicode annex 29, with Indic syllables)."""
    found, start = [], 0
    for index in range(1, len(words)):
        if index - start == LONGEST or not _joins(words, start, index):
            found.append(words[start:index])
            start = index
    return (*found, words[start:]) if words else ()


def without_towers(words: str) -> str:
    """The words with at most so many marks on one letter as any language writes."""
    out, marks = [], 0
    for letter in words:
        marks = marks + 1 if is_mark(letter) else 0
        if marks <= MOST_MARKS:
            out.append(letter)
    return "".join(out)


def _is_ideograph(letter: str) -> bool:
    """Whether a letter is of a script that writes without blanks and ends its lines anywhere (Chinese, Japanese)."""
    return unicodedata.east_asian_width(letter) in ("W", "F") and not _is_hangul(letter)


def may_part(before: str, after: str) -> bool:
    """Whether a line may end between two clusters."""
    if before == " " or after == " ":
        return True
    ideographs = _is_ideograph(before[0]) or _is_ideograph(after[0])
    return ideographs and after[0] not in NOT_FIRST and before[0] not in NOT_LAST


def may_part_within(before: str, after: str) -> bool:
    """Whether a line may end between two clusters of a word, where it must. Thai words run into each other."""
    return after[0] not in BEHIND_ALWAYS and before[-1] not in BEFORE_ALWAYS and after[0] not in NOT_FIRST
