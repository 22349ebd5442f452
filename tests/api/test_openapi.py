"""The OpenAPI document is complete and consistent."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.reference import Reference

Plant = tuple[TestClient, Reference]


@pytest.fixture
def document(plant: Plant) -> dict[str, Any]:
    body: dict[str, Any] = plant[0].get("/openapi.json").json()
    return body


def test_every_reference_leads_somewhere(plant: Plant, document: dict[str, Any]) -> None:
    names = re.findall(r'"#/components/schemas/([^"]+)"', plant[0].get("/openapi.json").text)
    assert set(names) <= set(document["components"]["schemas"])
    assert "Problem" in names


def test_every_operation_has_its_own_id_and_a_description(document: dict[str, Any]) -> None:
    operations = [op for path in document["paths"].values() for op in path.values()]
    ids = [op["operationId"] for op in operations]
    assert len(ids) == len(set(ids))
    assert all(op["description"] for op in operations)


def test_a_cursor_is_a_string(document: dict[str, Any]) -> None:
    parameters = document["paths"]["/records"]["get"]["parameters"]
    cursor = next(one for one in parameters if one["name"] == "cursor")
    assert cursor["schema"]["type"] == "string"
