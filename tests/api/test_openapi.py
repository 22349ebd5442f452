"""The OpenAPI document is complete and consistent."""

import re
from typing import Any

import pytest
from fastapi.routing import APIRoute
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from api.app import data_routes
from api.formats import KINDS
from shared.schemas import Item, ItemTotal, MonthItemTotal, MonthTotal, Problem, Record
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


def operations(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
    }


def test_every_address_names_what_the_guard_and_the_router_answer(document: dict[str, Any]) -> None:
    wanted = {"200", "400", "405", "408", "413", "414", "421", "422", "431"}
    for path, one in operations(document).items():
        assert wanted - set(one["responses"]) == set(), path


def test_no_parameter_may_be_null_and_each_shows_a_value(document: dict[str, Any]) -> None:
    parameters = [p for one in operations(document).values() for p in one.get("parameters", ())]
    assert not [one for one in parameters if "null" in str(one["schema"])]
    # A cursor is only ever issued.
    bare = {p["name"] for p in parameters if not p["schema"].keys() & {"examples", "default"}}
    assert bare == {"cursor"}


def test_the_main_bodies_have_an_example_that_is_one(document: dict[str, Any]) -> None:
    for model in (Record, Item, MonthTotal, MonthItemTotal, ItemTotal, Problem):
        (example,) = document["components"]["schemas"][model.__name__]["examples"]
        assert model.model_validate(example).model_dump() == example


DATA_ROUTES = {route.path: route for route in data_routes() if isinstance(route, APIRoute)}


@pytest.mark.parametrize("path", DATA_ROUTES)
def test_examples_of_answers_have_the_shape_of_answers(document: dict[str, Any], path: str) -> None:
    content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
    adapter = TypeAdapter[Any](DATA_ROUTES[path].response_model)
    shaped = adapter.validate_python(content["example"])
    assert adapter.dump_python(shaped, by_alias=True, exclude_unset=True) == content["example"]


@pytest.mark.parametrize("path", DATA_ROUTES)
def test_parameters_have_examples_that_are_right(
    plant: Plant, document: dict[str, Any], path: str
) -> None:
    # A cursor is right only if it was issued for the same filters.
    parameters = [
        one for one in document["paths"][path]["get"]["parameters"] if one["name"] != "cursor"
    ]
    for one in parameters:
        kinds = [one["schema"], *one["schema"].get("anyOf", ())]
        example = next(kind["examples"][0] for kind in kinds if "examples" in kind)
        address = path.replace("{item_code}", "BW0021")
        params = {} if one["in"] == "path" else {one["name"]: example}
        assert plant[0].get(address, params=params).status_code == 200


@pytest.mark.parametrize("path", sorted(DATA_ROUTES.keys() - {"/overview"}))
def test_lists_name_their_formats(document: dict[str, Any], path: str) -> None:
    found = document["paths"][path]["get"]["responses"]["200"]["content"]
    media_types = [kind.media_type.partition(";")[0] for kind in KINDS.values()]
    assert list(found) == ["application/json", *media_types]
