"""What programs and their transcripts have on a page, as formulas have it: comprehensions, values in comments."""

import re

_VALUE = r"[-−]?(?:[0-9]+\.[0-9]+|[0-9]{2,})|[\[(][-−0-9.,;\s\[\]()]*[0-9][-−0-9.,;\s\[\]()]*[\])]"
COMMENT = re.compile(rf"(?<=\S)\s*;?\s*(?:\s#|\s%|//)\s*(?:(?:(?:=|->|→|=>)\s*)?(?P<value>{_VALUE})\s*$|.*$)")
"""A comment behind a statement; one that is a value alone says what the statement comes to."""
_SOURCE = r"[A-Za-z_]\w{0,20}"
COMPREHENSION = re.compile(
    r"(?P<open>[\[(])(?P<body>(?:[^\[\]()]|\[[a-z]\]|\((?:[^\[\]()]|\[[a-z]\]){1,40}\)){1,80}?)\s+for\s+"
    rf"(?P<each>{_SOURCE}(?:\s*,\s*{_SOURCE}){{0,3}})\s+in\s+"
    rf"(?:(?P<counted>range\([^()]{{1,20}}\))|zip\((?P<several>[^()]{{1,60}})\)|(?P<one>{_SOURCE}))\s*[\])]"
)
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?![\w(])")
ARRAY = re.compile(
    r"^\s*(?:Out\s?\[[0-9]{1,4}\]:\s*)?(?:(?:np\.)?array|tensor)\((.*?)(?:,\s*(?:dtype|grad_fn|requires_grad)=.*)?\)\s*$"
    r"|^\s*Out\s?\[[0-9]{1,4}\]:"
)
"""How an interpreter shows an array."""
ASKED = re.compile(r"^\s*(?:>>>|In\s?\[[0-9]{0,4}\]:)\s*[^\s=][^=]*$")
"""An expression that an interpreter is asked for: the next line says what it comes to."""
CALL = re.compile(r"^\s*[A-Za-z_]\w*\.(?:backward|step|zero_grad|train|eval)\([^()=]*\)\s*;?\s*$")
"""A call that claims nothing."""


def worth(comment: re.Match[str]) -> str:
    """A comment as what it says: nothing, or a value."""
    return f" = {comment['value'].strip()}" if comment["value"] else " "


def of_arrays(comprehension: re.Match[str]) -> str:
    """`[a[i] - y[i] for i in range(4)]` and `(2*e*h for e, h in zip(r, a2))` as what is done with whole lists."""
    body = comprehension["body"]
    each = [one.strip() for one in comprehension["each"].split(",")]
    if comprehension["counted"]:
        return f"({body.replace(f'[{each[0]}]', '')})" if len(each) == 1 else comprehension[0]
    sources = [one.strip() for one in (comprehension["several"] or comprehension["one"]).split(",")]
    if len(sources) != len(each):
        return comprehension[0]
    meant = dict(zip(each, sources, strict=True))
    return f"({_NAME.sub(lambda name: meant.get(name[0], name[0]), body)})"
