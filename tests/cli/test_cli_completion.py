"""What a shell completes."""

import pytest

from .cli_kit import process, run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_BACKPROP_TUTOR_COMPLETE" in result.stdout


def _asked(*words: str) -> dict[str, str]:
    """What a shell says that asks for completions."""
    typed = " ".join(["backprop-tutor", *words])
    return {"_BACKPROP_TUTOR_COMPLETE": "bash_complete", "COMP_WORDS": typed, "COMP_CWORD": str(len(words))}


def test_a_shell_is_answered() -> None:
    assert process(env=_asked("4.1")).stdout.split() == ["plain,4.1"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["so"], ["plain,solve", "plain,softmax-regression"]),
        (["solve", "4."], ["plain,4.1", "plain,4.2", "plain,4.3"]),
        (["solve", "conte"], ["file,conte"]),
        (["mark", "4.1", "d.w"], ["plain,d.w1=", "plain,d.w2=", "plain,d.w3="]),
        (["mark", "9.9", "d.w"], []),
        (["mark", "4.3", "d.w"], []),
        (["completion", "z"], ["plain,zsh"]),
    ],
)
def test_completion(words: list[str], expected: list[str]) -> None:
    assert run(lang="", env=_asked(*words)).stdout.split() == expected
