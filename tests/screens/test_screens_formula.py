"""(d′) at the keyboard, in Hangul mode and on a small screen: a formula is read, marked, explained, kept and passed."""

from pathlib import Path

from tutor.lessons.stages import parse_field
from tutor.session.status import Status

from tests.support.course import problem_of
from tests.support.solved import work

from ..support.clock import Clock
from .screens_kit import NARROW, seated

W2 = parse_field("chain.w2")


async def test_a_formula_in_hangul_mode(tmp_path: Path) -> None:
    clock = Clock()
    work(tmp_path, problem_of("4.1"), "abc", clock)
    async with seated(tmp_path, "4.1", begin="chain.w2", size=NARROW, language="ko", clock=clock) as at:
        assert "d′ ○]" in at.lines[0]
        await at.type("ㄱ*ㅎ3*ㅈ3*ㅎ2*ㅁ1")
        await at.sees("이렇게 읽었습니다", "w⁽³⁾")
        await at.press("enter")
        await at.until(lambda: at.verdict == "wrong")
        await at.sees(at.say("mistake.partial.no-factor-2"))
        await at.press("f2")
        await at.sees("어느 값에 직접 들어갑니까")
        assert at.cursor_is_in_sight()
        await at.answer("514")
        await at.until(lambda: at.verdict == "unreadable")
        assert at.sitting.answers[W2].attempts == 1, "a number is no attempt"
    async with seated(tmp_path, "4.1", size=NARROW, language="ko", clock=clock) as at:
        await at.until(lambda: at.field == "chain.w2" and at.verdict == "wrong")
        await at.sees(at.say("mistake.partial.no-factor-2"))
        await at.answer("2ㄱ*ㅎ3*ㅈ3*ㅎ2*ㅁ1")
        await at.until(lambda: at.field == "d.w3")
        assert at.sitting.status(W2) is Status.RIGHT
        assert "d′ ✓" in at.lines[0]


async def test_it_may_be_passed(tmp_path: Path) -> None:
    clock = Clock()
    work(tmp_path, problem_of("4.1"), "ab", clock)
    async with seated(tmp_path, "4.1", begin="c", size=NARROW, clock=clock) as at:
        await at.answer("366", "chain.w2")
        await at.sees("may be passed over")
        await at.press("f8")
        await at.until(lambda: at.field == "d.w3")
        await at.answer("(446, 68, 514, 68, 582, 68)")
        await at.until(lambda: at.field == "e.w1")
        await at.answer("(-43.6, -5.8, -50.4, -5.8, -57.2, -5.8)")
        await at.until(lambda: at.sitting.progress() == (21, 21))
        assert at.sitting.is_done()
