"""Make the planner's bells anew: `python3 packaging/bells.py`, with `soundfile` installed, which writes the FLAC.

Each bell is a sum of sines. A struck bowl does not ring in whole multiples of its tone but in ratios near 1 : 2.7 : 5.2
: 8.4, the higher the shorter; and since no bowl is quite round, each of its tones is two, a fraction of a hertz apart,
which is the slow swell that one hears. The three bells are tuned to one chord (F, C, A), so that one may ring into
another. Nothing here is random: every run makes the same samples.
"""

import math
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RATE = 44_100
SOUNDS = Path(__file__).resolve().parent.parent / "resources" / "sounds"


@dataclass(frozen=True)
class Partial:
    """One tone of a bell.

    `ratio` is to the bell's lowest tone, `level` its loudness at the stroke, `ring` the seconds until it has lost
    60 dB, `beat` the hertz between its two halves and `depth` the level of the weaker half, 0 to 1 of the other.
    """

    ratio: float
    level: float
    ring: float
    beat: float
    depth: float


@dataclass(frozen=True)
class Bell:
    """One stroke and its ring.

    `hertz` is the lowest tone, `peak` the height of the wave in dB below full scale: less for a higher bell, to which
    the ear is keener. In seconds, `attack` is the softness of the stroke, `fade` the end in which all goes to nothing.
    """

    hertz: float
    peak: float
    seconds: float
    attack: float
    fade: float
    partials: tuple[Partial, ...]


BELLS = {
    # A large bowl, struck with felt.
    "bowl": Bell(
        174.61,
        -3.0,
        10.0,
        0.012,
        4.0,
        (
            Partial(1.0, 1.0, 15.0, 0.45, 0.30),
            Partial(2.71, 0.80, 10.0, 0.80, 0.35),
            Partial(5.15, 0.34, 6.0, 1.30, 0.30),
            Partial(8.4, 0.11, 3.2, 1.90, 0.30),
            Partial(12.1, 0.035, 1.6, 2.60, 0.30),
        ),
    ),
    # A small bell of a temple, struck with wood.
    "bell": Bell(
        523.25,
        -4.5,
        8.0,
        0.005,
        3.2,
        (
            Partial(1.0, 1.0, 10.0, 0.60, 0.22),
            Partial(2.74, 0.38, 6.5, 1.10, 0.28),
            Partial(5.22, 0.13, 3.6, 1.70, 0.25),
            Partial(8.45, 0.045, 1.8, 2.30, 0.25),
        ),
    ),
    # A light bar, hung up: a bar's ratios are 1 : 2.76 : 5.4.
    "chime": Bell(
        880.0,
        -6.0,
        6.0,
        0.004,
        2.6,
        (
            Partial(1.0, 1.0, 6.5, 0.90, 0.12),
            Partial(2.756, 0.24, 3.2, 1.60, 0.18),
            Partial(5.404, 0.06, 1.4, 2.40, 0.18),
        ),
    ),
}


def main() -> int:
    SOUNDS.mkdir(exist_ok=True)
    for name, bell in BELLS.items():
        target = SOUNDS / f"{name}.flac"
        write(samples_of(bell), target)
        print(f"Written: {target.relative_to(SOUNDS.parent.parent)}, {target.stat().st_size // 1000} kB")
    return 0


def samples_of(bell: Bell) -> "array[int]":
    """The stroke and its ring, 16 bit, as high as the bell's peak."""
    wave = [0.0] * round(bell.seconds * RATE)
    for partial in bell.partials:
        for at, value in enumerate(tone(bell.hertz * partial.ratio, partial, len(wave))):
            wave[at] += value
    wave = [value * envelope(bell, at / RATE) for at, value in enumerate(wave)]
    scale = 10 ** (bell.peak / 20) * 32767 / max(map(abs, wave))
    return array("h", (round(value * scale) for value in wave))


def tone(hertz: float, partial: Partial, count: int) -> Iterator[float]:
    """One partial: its two halves begin together at the stroke and drift apart."""
    low = 2 * math.pi * (hertz - partial.beat / 2) / RATE
    high = 2 * math.pi * (hertz + partial.beat / 2) / RATE
    fall = 0.001 ** (1 / (partial.ring * RATE))  # 60 dB is a thousandth
    level = partial.level / (1 + partial.depth)
    for at in range(count):
        yield level * (math.sin(low * at) + partial.depth * math.sin(high * at))
        level *= fall


def envelope(bell: Bell, second: float) -> float:
    """How much of the ring is let through: rising from nothing at the stroke, back to nothing at the end."""
    left = min(1.0, (bell.seconds - second) / bell.fade)
    return (1 - math.exp(-second / bell.attack)) * math.sin(left * math.pi / 2) ** 2


def write(samples: "array[int]", target: Path) -> None:
    import soundfile

    with soundfile.SoundFile(target, "w", RATE, 1, "PCM_16", format="FLAC", compression_level=1.0) as file:
        file.buffer_write(samples, "int16")


if __name__ == "__main__":
    sys.exit(main())
