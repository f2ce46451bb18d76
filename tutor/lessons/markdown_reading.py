"""Markdown read into blocks, by markdown-it, whose import a start does without where nothing new is to be read.

Nothing here draws. What a reader is shown holds no control characters, whoever wrote the file.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from tutor.lessons.blocks import (
    Alignment,
    Block,
    Blocks,
    Code,
    Formula,
    Heading,
    Listing,
    Note,
    NoteKind,
    Quote,
    Rule,
    Spans,
    Table,
)
from tutor.lessons.clean import clean
from tutor.lessons.errors import NESTING_LIMIT, ContentTooLargeError
from tutor.lessons.markdown_rules import display_formula, emphasis
from tutor.lessons.spans import read_spans, split_displayed

_ALERT = re.compile(r"\[!(NOTE|ASIDE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*", re.IGNORECASE)
_KINDS: Final[dict[str, NoteKind]] = {
    "note": "note",
    "aside": "aside",
    "tip": "tip",
    "important": "warning",
    "warning": "warning",
    "caution": "warning",
}
_ALIGNMENTS: Final[dict[str, Alignment]] = {
    "text-align:left": "left",
    "text-align:center": "center",
    "text-align:right": "right",
}


def blocks_of(text: str) -> Blocks:
    """The blocks of `text`, as `tutor.lessons.markdown.parse` has them. Raises ContentTooLargeError for its nesting."""
    return tuple(_blocks(iter(_parser().parse(clean(text)))))


@cache
def _parser() -> MarkdownIt:
    # markdown-it silently leaves out what is nested deeper than maxNesting, which so must lie beyond the limit here.
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": NESTING_LIMIT + 2}).enable("table")
    # A digit beside `$` must be allowed: refusing one, the plugin looks at a paragraph's last character for its first.
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, double_inline=True)
    parser.block.ruler.at("math_block", display_formula, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    parser.inline.ruler.at("emphasis", emphasis)
    return parser


def _blocks(tokens: Iterator[Token], closing: str = "") -> Iterator[Block]:
    for token in tokens:
        if token.level > NESTING_LIMIT:
            raise ContentTooLargeError("nesting", NESTING_LIMIT)
        if token.type == closing:
            return
        yield from _block(token, tokens)


def _block(token: Token, tokens: Iterator[Token]) -> Iterator[Block]:
    match token.type:
        case "paragraph_open":
            yield from split_displayed(_inline(tokens))
        case "heading_open":
            yield Heading(int(token.tag[1:]), read_spans(_inline(tokens)))
        case "math_block":
            yield Formula(clean(token.content.replace("\t", " ")))
        case "fence" | "code_block":
            language = clean(token.info).split()
            yield Code(clean(token.content).expandtabs(4).rstrip("\n"), language[0] if language else "")
        case "bullet_list_open" | "ordered_list_open":
            yield _listing(token, tokens)
        case "blockquote_open":
            yield _alert_or_quote(tokens)
        case "table_open":
            yield _table(tokens)
        case "hr":
            yield Rule()


def _inline(tokens: Iterator[Token]) -> list[Token]:
    inline = next(tokens)
    next(tokens)  # what closes the paragraph, heading or cell
    return inline.children or []


def _listing(opening: Token, tokens: Iterator[Token]) -> Listing:
    closing = opening.type.replace("open", "close")
    items: list[Blocks] = []
    tight = True
    for token in tokens:
        if token.type == closing:
            break
        if token.level > NESTING_LIMIT:
            raise ContentTooLargeError("nesting", NESTING_LIMIT)
        inside: list[Token] = []
        for inner in tokens:
            if inner.type == "list_item_close" and inner.level == token.level:
                break
            inside.append(inner)
            # markdown-it hides the paragraphs of a list without blank lines.
            if inner.type == "paragraph_open" and inner.level == token.level + 1:
                tight = tight and inner.hidden
        items.append(tuple(_blocks(iter(inside))))
    return Listing(opening.type == "ordered_list_open", int(opening.attrs.get("start", 1)), tuple(items), tight)


def _alert_or_quote(tokens: Iterator[Token]) -> Note | Quote:
    first = next(tokens)
    if first.type != "paragraph_open":
        return Quote(tuple(_blocks(chain([first], tokens), "blockquote_close")))
    children = _inline(tokens)
    marker = _ALERT.match(children[0].content) if children and children[0].type == "text" else None
    if not marker:
        return Quote((*split_displayed(children), *_blocks(tokens, "blockquote_close")))
    children[0].content = children[0].content[marker.end() :]
    line_end = next((i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak")), len(children))
    body = (*split_displayed(children[line_end:]), *_blocks(tokens, "blockquote_close"))
    return Note(_KINDS[marker[1].lower()], read_spans(children[:line_end]), body)


def _table(tokens: Iterator[Token]) -> Table:
    rows: list[list[Spans]] = []
    alignment: list[Alignment] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open"):
            if token.type == "th_open":
                alignment.append(_ALIGNMENTS.get(str(token.attrs.get("style"))))
            rows[-1].append(read_spans(_inline(tokens)))
    header, *body = (tuple(row) for row in rows)
    return Table(header, tuple(body), tuple(alignment))
