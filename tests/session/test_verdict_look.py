"""Verdicts look the same everywhere: told apart by sign and word, and no face has signs of its own."""

import re
from pathlib import Path

import pytest
import tutor
from tutor.answers.verdicts import Verdict
from tutor.lessons.content import content_folder
from tutor.lessons.languages import LANGUAGES, Language
from tutor.lessons.words import read_words
from tutor.session.status import Status
from tutor.session.verdict_look import Tone, look_of, shown, sign_of

ELSEWHERE = {"stage_bar.py", "verdict_look.py", "doctor.py"}
"""How far a stage is, and what the doctor finds, are no verdicts."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plain", [False, True])
def test_sign_and_word_tell_verdicts_apart(language: Language, plain: bool) -> None:
    words = read_words(content_folder(), language)
    said = [shown(verdict, words, plain=plain) for verdict in Verdict]
    assert len(set(said)) == len(Verdict)
    assert all(sign_of(verdict, plain=True).isascii() for verdict in Verdict)
    assert len({sign_of(verdict) for verdict in Verdict}) == len(Verdict)


def test_the_tone_is_what_marking_means() -> None:
    for verdict in Verdict:
        look = look_of(verdict)
        assert look is not None
        right = verdict in (Verdict.CORRECT, Verdict.ROUNDED)
        unmarked = verdict in (Verdict.SHORT, Verdict.UNREADABLE)
        assert look.tone is (Tone.RIGHT if right else Tone.UNMARKED if unmarked else Tone.AMISS)


def test_how_a_field_stands_looks_like_its_verdict() -> None:
    assert look_of(Status.OPEN) is None
    assert sign_of(Status.OPEN) == ""
    pairs = ((Status.RIGHT, Verdict.CORRECT), (Status.CARRIED, Verdict.CONSISTENT), (Status.WRONG, Verdict.WRONG))
    assert all(look_of(status) == look_of(verdict) for status, verdict in pairs)


def test_nobody_else_writes_the_signs() -> None:
    pattern = re.compile(r"((Verdict|Status)\.[A-Z]+|\"(correct|wrong)\"): \"[^\"]{1,2}\"")
    files = [path for path in Path(tutor.__file__).parent.rglob("*.py") if path.name not in ELSEWHERE]
    assert [path.name for path in files if pattern.search(path.read_text(encoding="utf-8"))] == []
