# Copyright (c) 2026, the huaweicloud.autoscaling contributors
# GNU General Public License v3.0+ (see LICENSES/GPL-3.0-or-later.txt or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The chart: seconds by items and by hosts, both axes logarithmic, as an SVG for light and dark pages."""

from __future__ import annotations

import math
import typing as t
from html import escape

from .figures import Figures, Seconds, short
from .rivals import CONTROLLER, DEBUG, HOSTS, LABELS, LOOP, MODULE, REQUESTS, SDK, TOKEN, URI, Case

_LINES = {LOOP: (URI, MODULE, SDK, CONTROLLER, DEBUG, REQUESTS), HOSTS: (URI, MODULE, CONTROLLER, DEBUG)}
_TITLES = {LOOP: "Callbacks in a loop", HOSTS: "One callback for each host"}
_TICKS = {LOOP: (1, 10, 100, 1000), HOSTS: (1, 10, 50)}
_WIDTH, _HEIGHT, _TOP, _BOTTOM = 960, 420, 60, 370
_PANELS = {LOOP: (60, 330), HOSTS: (560, 770)}
_LABEL_GAP = 16
_STYLE = """
  text { font: 13px sans-serif; fill: currentColor }
  .title { font-size: 15px; font-weight: bold }
  path { fill: none; stroke: currentColor; stroke-width: 2 }
  circle { fill: currentColor; stroke: currentColor }
  path.estimated { stroke-dasharray: 5 4 }
  .ink { color: #24292f } .grid { stroke: #d0d7de } .page, circle.estimated { fill: #ffffff }
  .controller { color: #0550ae } .module { color: #8250df } .uri { color: #cf222e }
  .debug { color: #57606a } .requests { color: #116329 } .sdk { color: #9a6700 }
  @media (prefers-color-scheme: dark) {
    .ink { color: #e6edf3 } .grid { stroke: #30363d } .page, circle.estimated { fill: #0d1117 }
    .controller { color: #79c0ff } .module { color: #d2a8ff } .uri { color: #ff7b72 }
    .debug { color: #9da7b1 } .requests { color: #7ee787 } .sdk { color: #e3b341 }
  }
"""


class _Panel:
    """One diagram: where values lie in it."""

    def __init__(self, figures: Figures, kind: str) -> None:
        self.kind = kind
        self.left, self.right = _PANELS[kind]
        sizes = list(figures.measured(CONTROLLER, kind, TOKEN))
        cases = [Case(kind, TOKEN, size) for size in sizes]
        found = {rival: [(case.size, figures.seconds(rival, case)) for case in cases] for rival in _LINES[kind]}
        self.lines = {
            rival: [(size, seconds) for size, seconds in points if seconds] for rival, points in found.items()
        }
        self.ticks = [tick for tick in _TICKS[kind] if tick in sizes]

    def x(self, size: float) -> float:
        """Return the place of a size."""
        return self.left + (self.right - self.left) * math.log10(size) / math.log10(self.ticks[-1])


class _Scale(t.NamedTuple):
    """The powers of ten, as exponents, that all seconds lie between."""

    low: int
    high: int

    def y(self, seconds: float) -> float:
        """Return the place of a duration."""
        return _BOTTOM - (_BOTTOM - _TOP) * (math.log10(seconds) - self.low) / (self.high - self.low)


def chart(figures: Figures, note: str) -> str:
    """Return the SVG."""
    panels = [_Panel(figures, kind) for kind in (LOOP, HOSTS)]
    seconds = [point.value for panel in panels for line in panel.lines.values() for _size, point in line]
    scale = _Scale(math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds))))
    parts = [part for panel in panels for part in (*_axes(panel, scale), *_curves(panel, scale))]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">',
            "<!-- Copyright (c) 2026, the huaweicloud.autoscaling contributors",
            # REUSE-IgnoreStart
            "SPDX-License-Identifier: GPL-3.0-or-later",
            # REUSE-IgnoreEnd
            "Written by: make bench -->",
            "<title>How long callbacks take</title>",
            f"<style>{_STYLE}</style>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" rx="8" class="page"/>',
            *parts,
            _text(20, _HEIGHT - 8, f"Dashed: estimated. {note}"),
            "</svg>",
            "",
        ]
    )


def _axes(panel: _Panel, scale: _Scale) -> list[str]:
    parts = [_text(panel.left, 28, f"{_TITLES[panel.kind]}: seconds", look="ink title")]
    for exponent in range(scale.low, scale.high + 1):
        y = scale.y(10.0**exponent)
        parts += [_grid(panel.left, y, panel.right, y), _text(panel.left - 6, y + 4, f"{10.0**exponent:g}", "end")]
    for tick in panel.ticks:
        x = panel.x(tick)
        parts += [_grid(x, _TOP, x, _BOTTOM), _text(x, _BOTTOM + 18, str(tick), "middle")]
    return parts


def _curves(panel: _Panel, scale: _Scale) -> list[str]:
    parts = []
    ends = {rival: scale.y(line[-1][1].value) for rival, line in panel.lines.items() if line}
    for rival, y in _apart(ends).items():
        line = panel.lines[rival]
        for before, after in zip(line, line[1:]):
            look = _look(rival, after[1])
            start, end = (f"{panel.x(size):.1f} {scale.y(point.value):.1f}" for size, point in (before, after))
            parts.append(f'<path class="{look}" d="M {start} L {end}"/>')
        last = _text(panel.x(line[-1][0]) + 8, y + 4, _label(panel, rival, line[-1]), look=rival)
        parts += [*(_dot(panel, scale, rival, point) for point in line), last]
    return parts


def _label(panel: _Panel, rival: str, last: tuple[int, Seconds]) -> str:
    ours = dict(panel.lines[CONTROLLER])[last[0]].value
    return LABELS[rival] + ("" if rival == CONTROLLER else f", {short(last[1].value / ours)} x")


def _apart(wanted: dict[str, float]) -> dict[str, float]:
    """Move labels down until none covers another."""
    placed: dict[str, float] = {}
    lowest = -math.inf
    for rival, y in sorted(wanted.items(), key=lambda pair: pair[1]):
        lowest = placed[rival] = max(y, lowest + _LABEL_GAP)
    return placed


def _dot(panel: _Panel, scale: _Scale, rival: str, point: tuple[int, Seconds]) -> str:
    place = f'cx="{panel.x(point[0]):.1f}" cy="{scale.y(point[1].value):.1f}" r="4"'
    return f'<circle class="{_look(rival, point[1])}" {place}/>'


def _grid(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="grid" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _look(rival: str, seconds: Seconds) -> str:
    return f"{rival} estimated" if seconds.estimated else rival


def _text(x: float, y: float, words: str, anchor: str = "start", look: str = "ink") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" class="{look}">{escape(words)}</text>'
