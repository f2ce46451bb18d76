"""The lesson of a minute in lines: offered once, and the same in sentences."""

from pathlib import Path

import pytest
from tutor.lessons.languages import Language

from ..conftest import Clock
from .plain_kit import talk


@pytest.mark.parametrize(
    ("language", "word", "offer", "right"),
    [
        ("en", "lesson", "New to this?", "A parameter is a number"),
        ("ko", "수업", "처음이십니까?", "학습으로 정하는 수"),
    ],
)
def test_it_is_offered_and_goes_to_its_end(
    tmp_path: Path, clock: Clock, language: Language, word: str, offer: str, right: str
) -> None:
    lines = [word, "2", "", "", "", "1", "2", "3", "", "6"]
    said = talk(tmp_path, clock, lines, lesson="4.1", language=language).flat
    assert said.index(offer) < said.index(right)
    assert ("✓ right" in said or "맞" in said) if language == "ko" else "right" in said


def test_it_can_be_left_at_any_time(tmp_path: Path, clock: Clock) -> None:
    said = talk(tmp_path, clock, ["lesson", "9", "stop", "6"], lesson="4.1", language="en").flat
    assert "predict" in said
    assert "(b)" in said
