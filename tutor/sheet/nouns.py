"""Words for quantities with a number behind them, `so the residual is 13`, `오차는 13`: read so where that is right."""

import re
from collections.abc import Iterator

from tutor.answers.characters import Typed
from tutor.lessons.problem import Problem
from tutor.sheet.tracing import replaced

_NOUNS = {
    "yhat": r"network|model|net|output|prediction|출력|출력값|예측|예측값",
    "y": r"target|label|true value|정답|목표|목표값|목푯값|실제값",
    "r^2": r"squared (?:error|residual)|square of the (?:error|residual)|제곱 ?오차|오차의 제곱|잔차의 제곱",
    "r": r"residual|error|difference|잔차|오차|차이",
    "C": r"(?:total )?(?:cost|loss)|비용|손실|제곱합|잔차의 제곱합|오차의 제곱합|비용의 합",
}
_JOINED = r"(?:and|so|but|hence|thus|therefore|then|이므로|이고|이며|그래서|따라서)"
_LEAD = rf"\s*(?:[,;]\s*)?(?:{_JOINED}\s+){{0,2}}(?:(?:the|its|a)\s+)?"
_SAID = re.compile(
    rf"{_LEAD}(?<![A-Za-z가-힣])(?:{'|'.join(f'(?P<k{k}>{words})' for k, words in enumerate(_NOUNS.values()))})"
    r"(?:\s*(?:is|equals|gives|outputs|predicts|becomes|[:=])\s*|[은는이가]\s*)(?=[-−(]?\s?[0-9])",
    re.IGNORECASE,
)
_INPUT = re.compile(r"^\s*(?:for|at|when|with)?\s*(x\s*=\s*[-−]?[0-9.]+)", re.IGNORECASE)
_LABELLED = re.compile(r"^\s*(?P<unit>[ho][0-9])\s*:\s*(?=net|in|out)(?P<rest>.*)$")
_NET_OUT = re.compile(r"(net|in|out)(?:put)?\s*=?\s*(?=[-−]?[0-9.])")
_OWN_FUNCTION = re.compile(r"(?<![A-Za-z0-9_])(?:s|S|sig|g|h|φ|act)('?)(?=\()")


def by_nouns(line: Typed, problem: Problem) -> Iterator[Typed]:
    """Other ways to read a line with words for quantities, or for functions, in it."""
    if _SAID.search(line.text):
        symbols = tuple(_NOUNS)

        def statement(found: re.Match[str]) -> str:
            k = next(k for k in range(len(symbols)) if found[f"k{k}"])
            return f" ; {symbols[k]} = "

        yield replaced(replaced(line, _SAID, statement), _INPUT, r"\1: ")
    if label := _LABELLED.match(line.text):
        yield replaced(
            replaced(line, _LABELLED, r"\g<rest>"),
            _NET_OUT,
            lambda found: f"{'out' if found[1] == 'out' else 'net'}_{label['unit']} = ",
        )
    if _OWN_FUNCTION.search(line.text) and problem.is_layered:
        yield replaced(line, _OWN_FUNCTION, r"ρ\1")
