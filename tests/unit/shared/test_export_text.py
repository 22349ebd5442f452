"""What SQLite writes of a record is what Python's own writers and readers make of it."""

import json
from typing import Any
from xml.etree import ElementTree as ET

import apsw
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.export.csv import csv_lines, defused
from shared.query_types import FIELDS
from shared.repositories.export_text import TEXT_PARAMS, csv_line, json_line, sheet_row
from tests.api.export_files import SHEET, cell_column, texts

# The publisher lets neither NUL nor lone surrogates in.
EVIL = st.text(
    st.one_of(
        st.sampled_from(list("=+-@\t\r\n\"',;&<>_xX05F \u2028\ufeff\ufffe\uffff")),
        st.characters(min_codepoint=1, exclude_categories=["Cs"]),
    ),
    max_size=30,
)
QUANTITIES = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.integers(-99, 99).map(lambda n: n + 0.5)
)
RECORDS = st.fixed_dictionaries(
    {
        "source": EVIL,
        "id": st.integers(-(2**63), 2**63 - 1),
        "production_date": st.just("2026-01-31 08:15:00"),
        "lot_number": st.one_of(st.none(), EVIL),
        "item_code": EVIL,
        "item_name": st.one_of(st.none(), EVIL),
        "good_quantity": QUANTITIES,
    }
)
HARD = {
    "source": 'a"b,c\r\nd',
    "id": 1,
    "production_date": "2026-01-31 08:15:00",
    "lot_number": "=1+1",
    "item_code": "_x0041_ ",
    "item_name": "\r,\x01]]>\ufffe\uffff",
    "good_quantity": None,
}
COLUMNS_SQL = ", ".join(f":{name} AS {name}" for name in FIELDS)


def written(line: str, record: dict[str, Any]) -> bytes:
    db = apsw.Connection(":memory:")
    sql = f"SELECT CAST({line} AS BLOB) FROM (SELECT {COLUMNS_SQL}, 2 AS row)"
    text = db.execute(sql, TEXT_PARAMS | record).get
    assert isinstance(text, bytes)
    return text


@settings(max_examples=200, deadline=None)
@given(RECORDS)
@example(HARD)
def test_csv_is_what_pythons_csv_module_writes(record: dict[str, Any]) -> None:
    assert written(csv_line(FIELDS), record) == csv_lines([[defused(record[n]) for n in FIELDS]])


@settings(max_examples=100, deadline=None)
@given(RECORDS, st.sampled_from(FIELDS))
def test_csv_of_one_column_has_no_empty_lines(record: dict[str, Any], name: str) -> None:
    assert written(csv_line([name]), record) == csv_lines([[defused(record[name])]])


@settings(max_examples=100, deadline=None)
@given(st.floats(allow_nan=False, allow_infinity=False))
@example(0.1 + 0.2)
@example(1e15)
@example(1e300)
def test_numbers_are_spelled_as_in_json(quantity: float) -> None:
    record = HARD | {"good_quantity": quantity}
    json_text = written(json_line(["good_quantity"]), record).decode()
    spelled = json_text.removeprefix('{"good_quantity":').removesuffix("}\n")
    assert written(csv_line(["good_quantity"]), record).decode() == spelled + "\r\n"
    assert f"<v>{spelled}</v>" in written(sheet_row(["good_quantity"]), record).decode()


@settings(max_examples=100, deadline=None)
@given(RECORDS)
def test_json_lines_hold_the_record(record: dict[str, Any]) -> None:
    assert json.loads(written(json_line(FIELDS), record)) == record


@settings(max_examples=200, deadline=None)
@given(RECORDS)
@example(HARD)
@example(HARD | {"item_name": "\U0001f600" * 40_000, "lot_number": "&" * 40_000, "source": "  "})
def test_a_row_of_a_sheet_is_read_back(record: dict[str, Any]) -> None:
    row = ET.fromstring(
        f'<s xmlns="{SHEET[1:-1]}">{written(sheet_row(FIELDS), record).decode()}</s>'
    )
    cells = {cell_column(cell): cell for cell in row.iter(f"{SHEET}c")}
    assert {cell.attrib["r"][1:] for cell in cells.values()} == {"2"}
    for column, name in zip("ABCDEFG", FIELDS, strict=True):
        value = record[name]
        if value is None:
            assert column not in cells
        elif isinstance(value, str):
            assert cells[column].attrib["t"] == "inlineStr"
            assert texts(cells[column]) == value[:32_767]
        else:
            assert json.loads(cells[column].findtext(f"{SHEET}v") or "") == value


@pytest.mark.parametrize("text", ["a b", "_x0041_", "_xyz", "a\tb\nc", "tail ", "\x1f", ""])
def test_texts_of_a_sheet_are_kept_as_they_are(text: str) -> None:
    found = ET.fromstring(written(sheet_row(["item_name"]), HARD | {"item_name": text}))
    assert "".join(t.text or "" for t in found.iter("t")) == {
        "_x0041_": "_x005F_x0041_",
        "\x1f": "_x001F_",
    }.get(text, text)
