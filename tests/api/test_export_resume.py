"""A file that was cut off is gone on with: nothing is lost, nothing comes twice."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from shared.settings import Settings
from tests.api.export_files import READERS
from tests.factories import erp_rows, make_source
from tests.hub_fixtures import publish_now
from tests.reference import Reference

Plant = tuple[TestClient, Reference]
ADDRESS = "/records/export"
# What reached the client: a whole line, half of one, one byte of the next.
CUTS = [0.2, 0.5, 0.501, 0.777]


def last_of_ndjson(body: bytes) -> tuple[bytes, dict[str, Any]]:
    """The whole lines, and the record of the last one."""
    whole = body[: body.rindex(b"\n") + 1]
    return whole, json.loads(whole.splitlines()[-1])


def last_of_csv(body: bytes) -> tuple[list[list[str]], dict[str, Any]]:
    """All rows but the last, which may be a part of one."""
    names, *rows = csv.reader(io.StringIO(body.decode("utf-8-sig", errors="ignore"), newline=""))
    return rows[:-1], dict(zip(names, rows[-2], strict=True))


def place(record: dict[str, Any]) -> str:
    return f"{record['production_date']},{record['id']}"


@pytest.mark.parametrize("share", CUTS)
@pytest.mark.parametrize("filters", [{}, {"item_code": "BW0021"}, {"date_to": "2026-03-05"}])
def test_ndjson_goes_on_after_its_last_line(
    plant: Plant, share: float, filters: dict[str, str]
) -> None:
    params = {"format": "ndjson", **filters}
    whole = plant[0].get(ADDRESS, params=params).content
    part, last = last_of_ndjson(whole[: int(len(whole) * share)])
    rest = plant[0].get(ADDRESS, params=params | {"after": place(last)})
    assert part + rest.content == whole


@pytest.mark.parametrize("share", CUTS)
def test_csv_goes_on_after_its_last_row_but_one(plant: Plant, share: float) -> None:
    whole = plant[0].get(ADDRESS).content
    rows, last = last_of_csv(whole[: int(len(whole) * share)])
    rest = plant[0].get(ADDRESS, params={"after": place(last), "bom": 0}).text
    more = list(csv.reader(io.StringIO(rest, newline="")))[1:]
    assert [*rows, *more] == list(csv.reader(io.StringIO(whole.decode("utf-8-sig"))))[1:]


def test_a_version_that_is_published_between_changes_nothing_of_the_rest(
    settings: Settings, client: TestClient
) -> None:
    params = {"format": "ndjson"}
    first = client.get(ADDRESS, params=params)
    part, last = last_of_ndjson(first.content[: len(first.content) // 3])
    # The live file of `make_plant_files`, and newer records behind it.
    live = erp_rows(2026, 400, 1, last=date(2026, 11, 20))
    leftovers = erp_rows(2025, 20, 4, first=date(2025, 12, 20))
    newer = erp_rows(2026, 50, 8, first=date(2026, 11, 21), last=date(2026, 11, 23))
    rows = [row._replace(id=None) for row in [*leftovers, *live, *newer]]
    make_source(settings.live_db, rows)
    publish_now(settings)
    assert client.get(ADDRESS, params=params).content.endswith(first.content)
    rest = client.get(ADDRESS, params=params | {"after": place(last)})
    assert rest.headers["x-data-version"] != first.headers["x-data-version"]
    assert part + rest.content == first.content


def test_cursor_and_after_are_two_starts(plant: Plant) -> None:
    cursor = plant[0].get("/records", params={"limit": 1}).json()["next_cursor"]
    params = {"cursor": cursor, "after": "2026-01-31 08:15:00,4711"}
    response = plant[0].get(ADDRESS, params=params)
    assert response.status_code == 422
    assert [error["parameter"] for error in response.json()["errors"]] == ["after"]


def test_more_rows_than_a_sheet_go_into_several(plant: Plant) -> None:
    client, reference = plant
    first = client.get(ADDRESS, params={"format": "xlsx", "limit": 300}).content
    last = READERS["xlsx"](first)[-1]
    after = f"{last['production_date']},{last['id']:.0f}"
    second = client.get(ADDRESS, params={"format": "xlsx", "after": after}).content
    assert READERS["xlsx"](first) + READERS["xlsx"](second) == list(reference.rows)


def test_the_recipe_in_the_readme_works(plant: Plant, tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (recipe,) = re.findall(r"```python\n(import json\n.*?)```", readme, re.S)
    whole = plant[0].get(ADDRESS, params={"format": "ndjson"}).content
    file = tmp_path / "records.ndjson"
    file.write_bytes(whole[:30_000])

    class Requests:
        """`requests.get` against the app."""

        @staticmethod
        def get(url: str, params: dict[str, str], **_: Any) -> Any:
            response = plant[0].get(url, params=params)
            return type("Response", (), {
                "raise_for_status": response.raise_for_status,
                "iter_content": lambda _, __: [response.content],
            })()  # fmt: skip

    code = recipe.replace("import requests\n", "").replace('"records.ndjson"', repr(str(file)))
    exec(code, {"requests": Requests})
    assert file.read_bytes() == whole
