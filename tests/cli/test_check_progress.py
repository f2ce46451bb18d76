"""What a longer check says it is doing: on a terminal alone, and nothing once it is done."""

import io
import sys
import time

import pytest
from tutor.cli.code.checking import Progress
from tutor.lessons.content import content_folder
from tutor.lessons.words import read_words


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _until_said(stream: io.StringIO) -> str:
    for _ in range(400):
        if stream.getvalue():
            break
        time.sleep(0.005)
    return stream.getvalue()


def test_a_stage_is_said_where_it_takes_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = _Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(read_words(content_folder(), "en"), quiet=0.0) as progress:
        progress.at("comparing")
        assert "Comparing with each known mistake" in _until_said(stream)
        progress.at("pairs")
        assert "two mistakes at once" in stream.getvalue()
    said = stream.getvalue()
    progress.at("showing")
    assert stream.getvalue() == said


@pytest.mark.parametrize(("stream", "quiet"), [(io.StringIO(), 0.0), (_Terminal(), 60.0)])
def test_nothing_is_said_to_a_pipe_or_at_once(
    stream: io.StringIO, quiet: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(read_words(content_folder(), "en"), quiet=quiet) as progress:
        progress.at("comparing")
        time.sleep(0.02)
    assert stream.getvalue() == ""
