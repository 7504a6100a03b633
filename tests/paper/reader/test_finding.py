"""Markers that belong together are told from those of a second sheet."""

from __future__ import annotations

import numpy as np

from planner.paper.reader.finding import Marker, sheets_in

# A sheet seen aslant on another one of which three markers show: two of those lie nearer to where the first sheet, seen
# flat, would have its own.
OWN = (
    (0, ((333, 1431), (394, 1432), (406, 1499), (343, 1498))),
    (1, ((2204, 1474), (2281, 1476), (2275, 1550), (2198, 1548))),
    (2, ((2047, 3672), (2103, 3683), (2098, 3725), (2043, 3714))),
    (3, ((631, 3480), (679, 3487), (683, 3527), (635, 3523))),
)
BENEATH = (
    (1, ((2351, 1844), (2417, 1841), (2416, 1908), (2345, 1910))),
    (2, ((2325, 3890), (2381, 3887), (2383, 3927), (2327, 3925))),
    (3, ((934, 3785), (983, 3787), (989, 3823), (943, 3821))),
)


def test_a_sheet_is_not_made_of_markers_of_two() -> None:
    own, beneath = (
        [Marker(number, np.array(corners, np.float64)) for number, corners in told] for told in (OWN, BENEATH)
    )
    first = sheets_in([*beneath, *own])[0]
    assert {id(marker) for marker in first.markers} == {id(marker) for marker in own}
    assert (first.width, first.height) == (148.0, 210.0)
