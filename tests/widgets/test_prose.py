"""The widget: it shows its page, follows its width, folds and unfolds, in light and dark."""

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.containers import VerticalScroll
from textual.widget import Widget
from tutor.lessons.blocks import Blocks
from tutor.lessons.markdown import parse
from tutor.widgets.prose import Prose
from tutor.widgets.prose_signs import PLAIN, ROUND, Labels

from ..support.quiet import quiet

PAGE = """\
**손실(loss)**을 [영상](https://a.b/c)에서 보고 $w^{(1)}$을 `w1`로 적습니다. [/] 는 표시가 아닙니다.

> [!ASIDE] 무엇입니까?
> 조절 손잡이입니다.
"""


class Reader(App[None]):
    def __init__(self, blocks: Blocks) -> None:
        super().__init__()
        self.blocks = blocks
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Prose(self.blocks)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        self.opened.append(url)


def shown(widget: Widget) -> list[str]:
    """The lines as they are painted."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


def contrast(front: Color, back: Color) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""

    def luminance(colour: Color) -> float:
        parts = [part / 255 for part in colour.rgb]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))

    darker, lighter = sorted((luminance(front), luminance(back)))
    return (lighter + 0.05) / (darker + 0.05)


async def test_it_follows_its_width_and_is_never_clipped() -> None:
    app = Reader(parse(PAGE))
    async with app.run_test(size=(60, 20)) as pilot:
        prose = app.query_one(Prose)
        wide = shown(prose)
        assert wide == [
            "손실(loss)을 영상 (https://a.b/c)에서 보고 w⁽¹⁾을 w1로",
            "적습니다. [/] 는 표시가 아닙니다.",
            "",
            f"{ROUND.folded} 무엇입니까?",
        ]
        await pilot.resize_terminal(24, 20)
        await quiet(app)
        narrow = shown(prose)
        assert len(narrow) > len(wide)
        assert "".join("".join(narrow).split()) == "".join("".join(wide).split())


async def test_asides_open_by_call_and_by_click_and_plain_signs_replace_round_ones() -> None:
    app = Reader(parse(PAGE))
    async with app.run_test(size=(60, 20)) as pilot:
        prose = app.query_one(Prose)
        prose.toggle_asides()
        await pilot.pause()
        assert shown(prose)[-2:] == [f"{ROUND.opened} 무엇입니까?", f"{ROUND.bar} 조절 손잡이입니다."]
        await pilot.click(Prose, offset=(3, 4))
        assert prose.open_asides  # a click into its words is no wish to fold it
        await pilot.click(Prose, offset=(3, 3))
        assert shown(prose)[-1] == f"{ROUND.folded} 무엇입니까?"
        prose.plain = True
        prose.labels = Labels(key="F7")
        await pilot.pause()
        assert shown(prose)[-1] == f"{PLAIN.folded} 무엇입니까?  F7"


async def test_new_blocks_fold_asides_again() -> None:
    app = Reader(parse(PAGE))
    async with app.run_test(size=(60, 20)) as pilot:
        prose = app.query_one(Prose)
        prose.toggle_asides()
        prose.update(parse("끝\n\n> [!ASIDE] 가\n> 나"))
        await pilot.pause()
        assert shown(prose) == ["끝", "", f"{ROUND.folded} 가"]
        prose.update(())
        await pilot.pause()
        assert prose.size.height == 0


async def test_a_click_on_a_link_opens_it() -> None:
    app = Reader(parse(PAGE))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.click(Prose, offset=(14, 0))
        await pilot.click(Prose, offset=(1, 0))
        assert app.opened == ["https://a.b/c"]


async def test_text_can_be_selected_and_copied() -> None:
    app = Reader(parse("가나 다라\n\n마바"))
    async with app.run_test(size=(60, 20)) as pilot:
        prose = app.query_one(Prose)
        plain_ground = {style.bgcolor for _, style, _ in prose.render_line(0) if style}
        prose.text_select_all()
        await pilot.pause()
        selected_ground = {style.bgcolor for text, style, _ in prose.render_line(0) if style and text.strip()}
        assert app.screen.get_selected_text() == "가나 다라\n\n마바"
        assert not selected_ground & plain_ground


@pytest.mark.parametrize("theme", ["textual-light", "textual-dark", "nord", "solarized-light"])
async def test_every_style_can_be_read_in_light_and_dark(theme: str) -> None:
    everything = "# 가\n\n## 나\n\n### 다\n\n> [!TIP] 라\n\n> [!WARNING] 마\n\n> [!NOTE] 바\n\n- 사\n\n---"
    app = Reader(parse(f"{PAGE}\n\n{everything}"))
    async with app.run_test(size=(60, 60)) as pilot:
        app.theme = theme
        await pilot.pause()
        prose = app.query_one(Prose)
        for y in range(prose.size.height):
            for text, style, _ in prose.render_line(y):
                if text.strip():
                    assert style is not None and style.color is not None and style.bgcolor is not None
                    front, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
                    assert contrast(front, back) > 3, text


async def test_code_lies_on_a_ground_of_its_own() -> None:
    app = Reader(parse("`w1` 글"))
    async with app.run_test(size=(60, 20)):
        code, text, *_ = app.query_one(Prose).render_line(0)
        assert (code.text, text.text) == ("w1", " 글")
        assert code.style is not None and text.style is not None
        assert code.style.bgcolor != text.style.bgcolor
