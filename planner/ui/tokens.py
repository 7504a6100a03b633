"""The tokens of the look as plain data: light, dark, and high contrast of both."""

from __future__ import annotations

from typing import NamedTuple


class Tokens(NamedTuple):
    """The colours of one look, by what they mean. Texts (ink, soft, quiet, *_text) are readable where they stand.

    `quiet` is the faint of the picture, dark enough to be read; `faint` itself is for what need not be. `unplanned` and
    `meditation` are for the bars of the review. The
    `*_text` colours are the same hues as words; `on_mark` is the text on a red, green or amber ground.
    """

    name: str
    dark: bool
    desk: str
    paper: str
    ink: str
    soft: str
    quiet: str
    faint: str
    rule: str
    dot: str
    work_fill: str
    work_line: str
    work_text: str
    recharge_fill: str
    recharge_stripe: str
    recharge_line: str
    recharge_text: str
    recharge_ink: str
    event_fill: str
    event_edge: str
    event_line: str
    priority: str
    priority_text: str
    done: str
    over: str
    over_text: str
    on_mark: str
    focus: str
    unplanned: str
    meditation: str


LIGHT = Tokens(
    name="light",
    dark=False,
    desk="#EDEAE2",
    paper="#FBFAF6",
    ink="#23272C",
    soft="#656A72",
    quiet="#676A6D",
    faint="#A9ABA8",
    rule="#E3DFD5",
    dot="#D9D5CA",
    work_fill="#E9EEF2",
    work_line="#5B7A94",
    work_text="#456480",
    recharge_fill="#E4EDE2",
    recharge_stripe="#EDF3EB",
    recharge_line="#7FA07A",
    recharge_text="#4A6946",
    recharge_ink="#33452F",
    event_fill="#FFFFFF",
    event_edge="#D6D2C7",
    event_line="#8C8A84",
    priority="#C2533A",
    priority_text="#B0442B",
    done="#2F7D5B",
    over="#9C6120",
    over_text="#8F5A1C",
    on_mark="#FFFFFF",
    focus="#2F6FA8",
    unplanned="#B3C0CE",
    meditation="#C6B495",
)
DARK = Tokens(
    name="dark",
    dark=True,
    desk="#141517",
    paper="#1D1F22",
    ink="#E8E4DA",
    soft="#A3A6A9",
    quiet="#989CA0",
    faint="#62666B",
    rule="#303338",
    dot="#2E3135",
    work_fill="#26303A",
    work_line="#7FA3C2",
    work_text="#9DBAD3",
    recharge_fill="#243026",
    recharge_stripe="#29372B",
    recharge_line="#86AD80",
    recharge_text="#9CC495",
    recharge_ink="#DCE8D6",
    event_fill="#222428",
    event_edge="#44484E",
    event_line="#8C8A84",
    priority="#E07A5F",
    priority_text="#E88A71",
    done="#4FA37D",
    over="#D39A52",
    over_text="#D39A52",
    on_mark="#141517",
    focus="#8FC1EC",
    unplanned="#4E6276",
    meditation="#9C8A6A",
)
CONTRAST_LIGHT = LIGHT._replace(
    name="high contrast light",
    desk="#FFFFFF",
    paper="#FFFFFF",
    ink="#000000",
    soft="#1C1F22",
    quiet="#2B2E31",
    faint="#4A4D50",
    rule="#767676",
    dot="#FFFFFF",
    work_fill="#F3F7FB",
    work_line="#0B3A66",
    work_text="#0B3A66",
    recharge_fill="#D5E6D1",
    recharge_stripe="#FFFFFF",
    recharge_line="#1F5A1A",
    recharge_text="#123F0F",
    recharge_ink="#06230A",
    event_edge="#000000",
    event_line="#000000",
    priority="#9C1F08",
    priority_text="#8A1903",
    done="#0E5C3B",
    over="#6B3F06",
    over_text="#6B3F06",
    focus="#0033CC",
    unplanned="#5C86AF",
    meditation="#7A5C1E",
)
CONTRAST_DARK = DARK._replace(
    name="high contrast dark",
    desk="#000000",
    paper="#000000",
    ink="#FFFFFF",
    soft="#E6E6E6",
    quiet="#DADADA",
    faint="#B0B0B0",
    rule="#8A8A8A",
    dot="#000000",
    work_fill="#0C1A28",
    work_line="#A9D3FF",
    work_text="#A9D3FF",
    recharge_fill="#12301A",
    recharge_stripe="#000000",
    recharge_line="#A8F0A0",
    recharge_text="#C4F7BE",
    recharge_ink="#FFFFFF",
    event_fill="#000000",
    event_edge="#FFFFFF",
    event_line="#FFFFFF",
    priority="#FF9A80",
    priority_text="#FFAD97",
    done="#7CF0B8",
    over="#FFC36B",
    over_text="#FFC36B",
    on_mark="#000000",
    focus="#FFE900",
    unplanned="#4F7FA8",
    meditation="#D9B36C",
)
