"""The bells as they lie in resources/sounds, and the script that makes them."""

from __future__ import annotations

from array import array
from itertools import pairwise

import bells
import pytest

from planner.sound import player

miniaudio = pytest.importorskip("miniaudio", reason="miniaudio has no wheel for this machine")

SILENT = 2  # steps of 32,768 that nobody hears


def samples(bell: str) -> array[int]:
    return player.samples_of(bell)


@pytest.mark.parametrize("bell", player.BELLS)
class TestEachBell:
    def test_is_mono_at_44_1_khz_in_16_bit(self, bell: str) -> None:
        info = miniaudio.flac_get_info(player.bell_file(bell).read_bytes())
        assert (info.nchannels, info.sample_rate, info.sample_format) == (1, 44_100, miniaudio.SampleFormat.SIGNED16)

    def test_rings_for_six_to_ten_seconds_in_at_most_300_kb(self, bell: str) -> None:
        assert 6 <= len(samples(bell)) / player.RATE <= 10
        assert player.bell_file(bell).stat().st_size <= 300_000

    def test_is_loud_enough_and_never_cut_off(self, bell: str) -> None:
        peak = max(map(abs, samples(bell)))
        assert 0.4 < peak / 32_768 < 0.75

    def test_begins_and_ends_in_silence(self, bell: str) -> None:
        sound = samples(bell)
        assert abs(sound[0]) <= SILENT
        assert max(map(abs, sound[-player.RATE // 5 :])) <= SILENT

    def test_has_no_click_anywhere(self, bell: str) -> None:
        """No jump in the wave, and none that is steeper than its own tones are soon after the stroke."""
        steps = [abs(after - before) for before, after in pairwise(samples(bell))]
        assert max(steps[: player.RATE // 1_000]) < 500
        assert max(steps) == max(steps[: player.RATE // 10]) < 5_000

    def test_dies_away(self, bell: str) -> None:
        sound = samples(bell)
        seconds = [max(map(abs, sound[at : at + player.RATE])) for at in range(0, len(sound), player.RATE)]
        assert seconds[0] == max(seconds)
        assert seconds[len(seconds) // 2] < seconds[0] / 2
        assert seconds[-1] < seconds[0] / 50

    def test_stands_in_the_middle(self, bell: str) -> None:
        sound = samples(bell)
        assert abs(sum(sound) / len(sound)) < 1

    def test_is_what_the_script_makes(self, bell: str) -> None:
        """One step of difference may come from another machine's sine."""
        made = bells.samples_of(bells.BELLS[bell])
        assert len(made) == len(samples(bell))
        assert max(abs(one - other) for one, other in zip(made, samples(bell), strict=True)) <= 1


def test_the_bells_are_three_and_differ() -> None:
    assert set(player.BELLS) == set(bells.BELLS)
    assert len({samples(bell).tobytes() for bell in player.BELLS}) == len(player.BELLS) == 3


def test_the_bells_lie_in_one_chord() -> None:
    """Two bells may sound together: F, C and A, so their lowest tones are near 1 : 3 : 5."""
    bowl = bells.BELLS["bowl"].hertz
    assert [round(bells.BELLS[bell].hertz / bowl, 1) for bell in player.BELLS] == [1.0, 3.0, 5.0]


def test_the_readme_names_each_file() -> None:
    text = (player.bell_file("bowl").parent / "README.md").read_text(encoding="utf-8")
    assert [bell for bell in player.BELLS if f"`{bell}.flac`" not in text] == []
    assert sorted(file.stem for file in player.bell_file("bowl").parent.glob("*.flac")) == sorted(player.BELLS)
