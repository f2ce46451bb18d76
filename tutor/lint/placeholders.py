"""Placeholders: each must resolve where it stands, in the branches that these numbers do not take as well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tutor.lessons import template
from tutor.lessons.nearest import nearest
from tutor.lessons.template import Mention, Names, TemplateError, Value, Within, mentions, offered
from tutor.lint.findings import Finding, of_template
from tutor.lint.passages import Passage


def check_placeholders(passage: Passage) -> Iterator[Finding]:
    """What is wrong with the sections, names and filters of a passage."""
    try:
        for mention in mentions(passage.section.text):
            error = error_of(mention, passage.names)
            if error is not None:
                yield of_template(error, passage.path, passage.section.line)
    except TemplateError as error:
        yield of_template(error, passage.path, passage.section.line)


def error_of(mention: Mention, names: Names) -> TemplateError | None:
    """What is wrong with a placeholder, whether or not the branch that it stands in is taken."""
    error = template.error_of(mention, scope_of(mention.within, names))
    return with_near(error, names) if error else None


def with_near(error: TemplateError, names: Names) -> TemplateError:
    """The error about a name that is unknown with the one that was probably meant; any other as it is."""
    if error.key != "unknown_name":
        return error
    return TemplateError(error.key, error.line, **{**error.params, "near": near_name(error.params["name"], names)})


def near_name(name: str, names: Names) -> str:
    """The name that was probably meant; empty where none is like it."""
    every = list(dict.fromkeys(offered(names)))
    at_point = f"{name.partition('@')[0]}@1"
    return at_point if at_point in every else nearest(name, every)


def scope_of(sections: Sequence[str], names: Names) -> Names:
    """The names inside sections, those of a list's first item where the section is a list."""
    for section in sections:
        try:
            value = names.lookup(section)
        except KeyError:
            continue  # reported where the section begins
        if isinstance(value, Sequence) and not isinstance(value, str) and value:
            names = Within(value[0], names)
    return names


@dataclass(frozen=True)
class Flagged:
    """Names with every flag on, or every flag off: what a text says in the branches that its numbers do not take."""

    names: Names
    flag: bool

    def offered(self) -> Iterator[str]:
        """The names."""
        return offered(self.names)

    def lookup(self, name: str) -> Value:
        """The value of a name. Raises KeyError."""
        value = self.names.lookup(name)
        return self.flag if isinstance(value, bool) else value
