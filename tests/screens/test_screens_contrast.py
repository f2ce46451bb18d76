"""What is written can be read: the contrast of every text role in the tutor's own themes, by WCAG's formula."""

import re
from pathlib import Path

import pytest
import tutor
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme
from tutor.screens.catalogue import theme_names
from tutor.screens.themes import CONTRAST, THEMES

from .screens_kit import NARROW, seated

LEAST, LEAST_IN_HIGH_CONTRAST = 4.5, 7.0
GROUNDS = ("background", "surface", "panel", "boost")
TINTS = (("primary", 0.25), ("foreground", 0.1))
"""What is laid over the page's own ground: the line with the cursor, and code. Nothing faint stands there."""
SOURCES = [path.read_text(encoding="utf-8") for path in Path(tutor.__file__).parent.rglob("*.py")]


def _found(pattern: str) -> set[str]:
    return {name for source in SOURCES for name in re.findall(pattern, source)}


ROLES = {"foreground", *_found(r"\$(text-[a-z]+)")}
FAINT = {int(share) / 100 for share in _found(r"(?<!on )\$foreground (\d+)%")}


def luminance(colour: Color) -> float:
    """The relative luminance, as WCAG 2.2 defines it."""

    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.r, colour.g, colour.b))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grounds(values: dict[str, str]) -> dict[str, Color]:
    """All that text stands on, by name."""
    found: dict[str, Color] = {}
    base = Color.parse(values["background"])
    for name in GROUNDS:
        ground = Color.parse(values[name])
        found[name] = base.blend(ground, ground.a, 1.0)
    tints = {f"with {tint}": base.blend(Color.parse(values[tint]), share, 1.0) for tint, share in TINTS}
    return found | tints


def test_the_formula() -> None:
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_text_role_can_be_read_on_every_ground(theme: Theme) -> None:
    assert {"text-success", "text-warning", "text-primary"} <= ROLES
    assert FAINT
    values = {**theme.to_color_system().generate(), **theme.variables}
    least = LEAST_IN_HIGH_CONTRAST if theme is CONTRAST else LEAST
    weak: list[tuple[str, str, float]] = []
    for ground, colour in grounds(values).items():
        written = {role: Color.parse(values[role]) for role in ROLES}
        for share in FAINT if ground in GROUNDS else ():
            written[f"foreground {share:.0%}"] = Color.parse(values["foreground"]).with_alpha(share)
        for role, ink in written.items():
            ratio = contrast(colour.blend(ink, ink.a, 1.0), colour)
            if ratio < least:
                weak.append((ground, role, round(ratio, 2)))
    assert weak == []


async def test_every_theme_is_on_offer_and_can_be_looked_at(tmp_path: Path, *, thorough: bool) -> None:
    assert theme_names() == [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
    async with seated(tmp_path, "4.1", size=NARROW) as at:
        offered = {one.title: one for one in at.app.get_system_commands(at.app.screen)}
        assert {at.say("palette.theme", name=name) for name in theme_names()} <= offered.keys()
        for name in theme_names() if thorough else (*(theme.name for theme in THEMES), *list(BUILTIN_THEMES)[:3]):
            offered[at.say("palette.theme", name=name)].callback()
            await at.settle()
            assert at.app.theme == name
            assert at.journal.setting("theme") == name
            assert "How many learnable parameters" in at.screen
