"""Records written as JSON, one to a line, as they come."""

import json
from collections.abc import Iterable, Iterator

from tutor.exchange.form import FORMAT, VERSION, as_json, table_of
from tutor.journal.records import Change


def json_lines(records: Iterable[Change]) -> Iterator[str]:
    """The pieces of a JSON file. `records` come by tables: settings, entries, versions, drafts."""
    yield f'{{"format": {json.dumps(FORMAT)}, "version": {VERSION}'
    open_table = ""
    for record in records:
        table = table_of(record)
        yield ",\n" if table == open_table else f'{"]" if open_table else ""},\n"{table}": [\n'
        yield json.dumps(as_json(record), ensure_ascii=False, allow_nan=False)
        open_table = table
    yield "]}\n" if open_table else "}\n"
