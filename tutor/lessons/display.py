"""Displayed formulas in Markdown, `$$ … $$`: a block rule for markdown-it-py."""

from markdown_it.rules_block import StateBlock

FORMULA = "math_block"


def display_formula(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that begins with `$$`, to the line that ends with `$$`; blank lines may stand between.

    Unlike mdit-py-plugins' rule it ends where its list item or quotation ends, and an unclosed `$$` looks no further
    than the next one, so that reading takes time in proportion to the text.
    """
    if state.is_code_block(start):
        return False
    first = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    if not first.startswith("$$"):
        return False
    lines, line = [first[2:]], start
    while "$$" not in lines[-1]:
        line += 1
        if line >= end or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            return False
        lines.append(state.src[state.bMarks[line] : state.eMarks[line]].rstrip())
    last, _, rest = lines[-1].partition("$$")
    latex = "\n".join([*lines[:-1], last]).strip()
    if rest or not latex:
        return False
    if not silent:
        state.line = line + 1
        token = state.push(FORMULA, "math", 0)
        token.content, token.markup, token.map = latex, "$$", [start, line + 1]
    return True
