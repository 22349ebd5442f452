"""How SQLite itself writes one record as CSV, as JSON or as the row of an Excel sheet.

Column text only; what it names is bound by `TEXT_PARAMS`, `:source` and `:first_row`.
"""

from collections.abc import Sequence

NUMBERS = frozenset({"id", "good_quantity"})
# The publisher writes dates in one form, and numbers never need quotes.
NEVER_ODD = NUMBERS | {"production_date"}
# Of Excel, in characters.
MAX_CELL_CHARS = 32_767
# Characters that XML 1.0 or its readers' line end rules lose; Excel spells them _xHHHH_.
LOST_IN_XML = (*(n for n in range(1, 32) if n not in (9, 10)), 0xFFFE, 0xFFFF)
ESCAPED_IN_XML = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))

TEXT_PARAMS: dict[str, str | int] = {
    "max_cell_chars": MAX_CELL_CHARS,
    "csv_special": '*[,"\r\n]*',
    # What makes Excel and LibreOffice take a text for a formula.
    "csv_formula": "[-=+@\t\r]*",
    "xml_odd": "*[ \t\n&<>_\x01-\x1f\ufffe\uffff]*",
    "xml_lost": "*[\x01-\x08\x0b-\x1f\ufffe\uffff]*",
    "xml_spelled": "*_x" + "[0-9A-Fa-f]" * 4 + "_*",
}

CSV_CELL_SQL = """
    CASE
        WHEN {text} NOT GLOB :csv_special AND {text} NOT GLOB :csv_formula THEN {text}
        WHEN {text} IS NULL THEN ''
        WHEN {text} NOT GLOB :csv_special THEN '''' || {text}
        ELSE '"' || iif({text} GLOB :csv_formula, '''', '') || replace({text}, '"', '""') || '"'
    END
"""

SHEET_TEXT_SQL = """
    CASE
        WHEN {text} NOT GLOB :xml_odd AND octet_length({text}) <= :max_cell_chars
            THEN '<c r="{column}' || row || '" t="inlineStr"><is><t>' || {text} || '</t></is></c>'
        WHEN {text} IS NULL THEN ''
        ELSE '<c r="{column}' || row || '" t="inlineStr"><is><t xml:space="preserve">' || CASE
            WHEN {text} GLOB :xml_lost OR {text} GLOB :xml_spelled THEN {spelled}
            ELSE {escaped}
        END || '</t></is></c>'
    END
"""

SHEET_DATE_SQL = """
    '<c r="{column}' || row || '" t="inlineStr"><is><t>' || production_date || '</t></is></c>'
"""

SHEET_NUMBER_SQL = """
    CASE
        WHEN {number} IS NULL THEN ''
        ELSE '<c r="{column}' || row || '"><v>' || {number} || '</v></c>'
    END
"""


def csv_line(fields: Sequence[str]) -> str:
    """As Python's csv module writes it, formulas defused."""
    cells = [_csv_cell(name) for name in fields]
    if len(cells) == 1:
        # Else an empty cell would be an empty line, which readers skip.
        cells = [f"coalesce(nullif({cells[0]}, ''), '\"\"')"]
    return " || ',' || ".join(cells) + " || char(13, 10)"


def json_line(fields: Sequence[str]) -> str:
    """Byte for byte as in a page of `/records`."""
    pairs = ", ".join(f"'{name}', {_column(name)}" for name in fields)
    return f"json_object({pairs}) || char(10)"


def sheet_row(fields: Sequence[str]) -> str:
    """A `<row>` whose number is the column `row`."""
    cells = " || ".join(_sheet_cell(name, chr(ord("A") + i)) for i, name in enumerate(fields))
    return f"'<row r=\"' || row || '\">' || {cells} || '</row>'"


def _csv_cell(name: str) -> str:
    if name in NEVER_ODD:
        return f"coalesce({name}, '')"
    return CSV_CELL_SQL.format(text=_column(name))


def _sheet_cell(name: str, column: str) -> str:
    if name in NUMBERS:
        return SHEET_NUMBER_SQL.format(number=name, column=column)
    if name in NEVER_ODD:
        return SHEET_DATE_SQL.format(column=column)
    text = _column(name)
    cut = f"substr({text}, 1, :max_cell_chars)"
    return SHEET_TEXT_SQL.format(
        text=text, column=column, escaped=_escaped(cut), spelled=_spelled(cut)
    )


def _escaped(text: str) -> str:
    for character, name in ESCAPED_IN_XML:
        text = f"replace({text}, '{character}', '{name}')"
    return text


def _spelled(text: str) -> str:
    """Excel reads `_xHHHH_` as that character, so a text that holds one has its `_` spelled too."""
    text = _escaped(f"replace({text}, '_x', '_x005F_x')")
    for code in LOST_IN_XML:
        text = f"replace({text}, char({code}), '_x{code:04X}_')"
    return text


def _column(field: str) -> str:
    return ":source" if field == "source" else field
