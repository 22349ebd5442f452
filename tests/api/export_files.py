"""Export files read back by programs that know nothing of the hub."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow as pa
from pyarrow import parquet

Rows = list[dict[str, Any]]
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NUMBERS = ("id", "good_quantity")


def from_csv(body: bytes) -> Rows:
    """An empty cell is NULL."""
    lines = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    return [
        {
            name: None if text == "" else float(text) if name in NUMBERS else text
            for name, text in row.items()
        }
        for row in lines
    ]


def from_ndjson(body: bytes) -> Rows:
    return [json.loads(line) for line in body.split(b"\n")[:-1]]


def from_parquet(body: bytes) -> Rows:
    rows: Rows = parquet.read_table(pa.BufferReader(body)).to_pylist()
    return rows


def from_arrow(body: bytes) -> Rows:
    with pa.ipc.open_stream(body) as stream:
        rows: Rows = stream.read_all().to_pylist()
    return rows


def from_xlsx(body: bytes) -> Rows:
    shared = shared_strings(body)
    lines = [
        {cell_column(cell): cell_value(cell, shared) for cell in row.iter(f"{SHEET}c")}
        for row in sheet(body).iter(f"{SHEET}row")
    ]
    names = lines[0]
    return [{name: line.get(column) for column, name in names.items()} for line in lines[1:]]


def sheet(body: bytes) -> ET.Element:
    return xml(body, "xl/worksheets/sheet1.xml")


def xml(body: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert book.testzip() is None
        return ET.fromstring(book.read(name))


def shared_strings(body: bytes) -> list[str]:
    return [texts(item) for item in xml(body, "xl/sharedStrings.xml").iter(f"{SHEET}si")]


def cell_column(cell: ET.Element) -> str:
    return cell.attrib["r"].rstrip("0123456789")


def cell_value(cell: ET.Element, shared: list[str]) -> Any:
    if cell.get("t") == "inlineStr":
        return texts(cell)
    value = cell.findtext(f"{SHEET}v")
    if cell.get("t") == "s":
        return shared[int(value or "")]
    assert cell.get("t") in (None, "n")
    return None if value is None else float(value)


def texts(element: ET.Element) -> str:
    """As Excel reads it: _xHHHH_ is that character."""
    text = "".join(part.text or "" for part in element.iter(f"{SHEET}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


READERS: dict[str, Callable[[bytes], Rows]] = {
    "csv": from_csv,
    "ndjson": from_ndjson,
    "parquet": from_parquet,
    "arrow": from_arrow,
    "xlsx": from_xlsx,
}
