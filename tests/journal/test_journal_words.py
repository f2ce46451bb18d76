"""Every notice has words in every language."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from tutor.journal.faults import Fault

WORDS = Path(__file__).parents[2] / "content" / "interface"
NAMED = {"future": {"date"}, "strangers": {"number", "problem"}}
TOLD = {*get_args(Fault), "stuck", "saved-again", "future", "strangers", "saved-elsewhere", "lost"} - {"stale"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_notice_has_words(language: str) -> None:
    words: dict[str, str] = tomllib.loads((WORDS / f"journal.{language}.toml").read_text(encoding="utf-8"))["journal"]
    assert set(words) == TOLD
    for key, text in words.items():
        assert set(re.findall(r"{{(.*?)}}", text)) <= NAMED.get(key, {"file", "folder"}), key
