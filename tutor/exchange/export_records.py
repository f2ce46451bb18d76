"""Records written down: as CSV (RFC 4180), one table for all kinds (`record` says which), or as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from tutor.exchange.form import FORMAT, VERSION, as_json, table_of
from tutor.journal.records import Change

COLUMNS = (
    *("record", "id", "at", "problem", "field", "kind", "text", "verdict", "language", "detail"),
    *("name", "value"),
)


def csv_lines(records: Iterable[Change]) -> Iterator[str]:
    """The lines of a CSV file."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, COLUMNS, restval="")
    writer.writeheader()
    for record in records:
        values = as_json(record) | {"record": table_of(record)}
        if "detail" in values:
            values["detail"] = json.dumps(values["detail"], ensure_ascii=False)
        writer.writerow(values)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


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
