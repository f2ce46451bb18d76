"""A line beside those before it: one that goes on from them, a row of a table, and what claims nothing."""

import re
from collections.abc import Collection
from functools import partial

from tutor.answers.characters import Typed
from tutor.lessons.problem import Problem
from tutor.sheet.folding import MAX_LENGTH
from tutor.sheet.page import Page
from tutor.sheet.programs import ASKED, CALL
from tutor.sheet.tables import row_of
from tutor.sheet.tidying import tidied
from tutor.sheet.tracing import as_typed, joined, part, replaced, stripped

_ENDS_OPEN = re.compile(r"[^=<>!:]=\s*$")
_GOES_ON = re.compile(r"\s*(?:[=≈→⇒]|->)")
_CLAIM = re.compile(r"[=≈→⇒≔←]|->|:(?!\s*$)")
_WORD = re.compile(r"[A-Za-z]{2,}|[가-힣]+")
_FUNCTION = re.compile(
    r"\s*\\?(?:re ?lu|sigmoid|tanh|rho|sigma|act|step|[ρσφfgh])\s*(?:'|′)?\s*\(\s*[a-z]\s*\)\s*=", re.IGNORECASE
)
"""What a function is, said of a letter that has no layer: `σ'(z) = σ(z)(1 − σ(z))`."""
_ENTRY = re.compile(
    r"^\s*([A-Za-z]\w{0,20})\[\s*(?:(?:np\.a?range|range)\([^()]{1,12}\)\s*,\s*|0\s*,\s*)?([0-9]|y|label|target)\s*\]\s*-=\s*1(?:\.0?)?\s*$"
)
_GIVEN = r"(p|a|ŷ|y_?hat|probs?|softmax_out)(?:_y|_\{y(?:_i)?\}|\[\s?y\s?\]|_c(?![A-Za-z]))(?![A-Za-z0-9_\[])"
_OF_CLASS = re.compile(rf"(?<![A-Za-z_]){_GIVEN}")
"""What is given to the target's class, `p_y`."""
_LOG_OF_CLASS = re.compile(rf"(?:\\|np\.|math\.)?(?:log|ln)\s*\(?\s*{_GIVEN}\s*\)?")
_NUMBERED_LETTER = re.compile(
    r"(?<![A-Za-z])([A-Za-z])(?:_(?:([0-9]{1,2})|\{([0-9]{1,2})\})|([₀-₉]{1,2}))(?![0-9_₀-₉,\[])"
)
_SMALL = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_ARROW = re.compile(r"<-+|←|->|→")
_NAMES = re.compile(r"\(?[A-Za-z][\w,'\s\[\]^{}()⁽⁾⁰¹²³⁴-⁹]{0,30}\)?")
_LABEL = re.compile(r"^[^:=→>]{1,20}:\s+")
_OF_INPUTS = re.compile(r"^\s*([A-Za-z]\w{0,12})\(\s*[a-z]\w?(?:\s*,\s*[a-z]\w?)*\s*\)(?=\s*=)")
"""The objective as a function, `f(x, y, z) = …`."""
_PART = re.compile(
    r"^(?:(?P<of>[^:=]{0,20}(?:[wbzaδ][0-9₀-₉_^(]|∂|d[CLJE])[^:=]{0,20}):\s*)?"
    r"(?P<point>(?:데이터|점|point|sample|data)\s?[1-9])\s*(?:→|->|⇒|:)\s*"
    r"(?P<worked>[-−(]?[0-9][^A-Za-z가-힣]*=[^A-Za-z가-힣]*)$"
)
"""What a quantity is made of, point by point: `w2의 기울기: 데이터 1 → 4·2 = 8`, and then `데이터 2 → …`."""
_FEW = 3
"""So many words make prose of a line without a sign."""


def to_read(line: str, page: Page, problem: Problem) -> tuple[Typed, Page]:
    """The line as it is to be read, and the page before it; empty for what says nothing."""
    if not line.strip():
        return as_typed(""), page._replace(point=None, block=None, in_block=frozenset())
    is_short = len(line) <= MAX_LENGTH  # what is longer is refused, and not looked at
    meant = tidied(_whole(as_typed(line), problem)) if is_short else as_typed(line)
    part_of = _PART.match(meant.text) if is_short else None
    page = page._replace(summed=(part_of["of"] or page.summed) if part_of else "")
    if page.summed:
        meant = replaced(meant, _PART, lambda one: f"{one['point']}: {page.summed} = {one['worked']}")
    if row := row_of(meant, page):
        return row
    page = page._replace(columns=())
    if is_short and _is_tree(meant.text):
        return part(meant, 0, 0), page
    if page.is_open and not _GOES_ON.match(meant.text):
        meant = joined(
            part(meant, 0, 0), "→ ", meant
        )  # unlike a sign of equality, it may lead to what begins anew: z2 = 3
    is_open = bool(_ENDS_OPEN.search(meant.text))
    stop = len(meant.text.rstrip()) - is_open
    return stripped(part(meant, 0, stop)), page._replace(is_open=is_open or bool(ASKED.match(line)))


def _whole(line: Typed, problem: Problem) -> Typed:
    """A program's step of one entry, `dscores[1] -= 1`, as one of all of them: of that of the target's class `− y`."""
    if not problem.is_layered and (of_inputs := _OF_INPUTS.match(line.text)):
        name = problem.graph.objective.name
        line = replaced(line, _OF_INPUTS, name) if of_inputs[1] == name else line
    line = replaced(line, _NUMBERED_LETTER, partial(_as_source_has_it, frozenset(problem.names.values())))
    if len(problem.data) != 1 or not problem.is_layered:
        return line
    if problem.network.cost_function.is_cross_entropy and len(problem.data[0][1]) > 1:
        line = replaced(line, _LOG_OF_CLASS, r"np.dot(y, log(\1))")
        line = replaced(line, _OF_CLASS, r"np.dot(y, \1)")
    found = _ENTRY.match(line.text)
    if found is None:
        return line
    classes = [float(value) for value in problem.data[0][1]]
    place = int(found[2]) if found[2].isdigit() else classes.index(max(classes, default=0))
    if not (0 <= place < len(classes) and set(classes) == {0.0, 1.0}):
        return line
    listed = ", ".join("1" if k == place else "0" for k in range(len(classes)))
    return replaced(line, _ENTRY, f"{found[1]} = {found[1]} - " + ("y" if classes[place] else f"({listed})"))


def _is_tree(line: str) -> bool:
    """Whether names stand there with nothing but arrows between them: what depends on what."""
    names = _ARROW.split(_LABEL.sub("", line))
    return len(names) > 2 and all(_NAMES.fullmatch(one.strip()) for one in names)


def _as_source_has_it(letters: Collection[str], found: re.Match[str]) -> str:
    """`w_5` and `w₅` as the source has it, `w5`: elsewhere the number is a layer's."""
    letter = found[1] + (found[2] or found[3] or found[4]).translate(_SMALL)
    return letter if letter in letters else found[0]


def says_nothing(line: str) -> bool:
    """Whether what cannot be read claims nothing of the problem: prose, or what a function is in general."""
    if _FUNCTION.match(line) or CALL.match(line):
        return True
    return not _CLAIM.search(line) and len(_WORD.findall(line)) >= _FEW
