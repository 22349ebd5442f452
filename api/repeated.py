"""A parameter that comes twice and is no list is an error: one of the two would be ignored."""

from collections import Counter
from typing import get_origin

from fastapi import Request

from shared.errors import InvalidQuery


async def refuse_repeated(request: Request) -> None:
    """Raises InvalidQuery. Which parameters are lists, the route's query model says."""
    given = Counter(name for name, _ in request.query_params.multi_items())
    twice = {name for name, times in given.items() if times > 1}
    if wrong := sorted(twice - _lists(request)) if twice else []:
        name = wrong[0]
        raise InvalidQuery(f"{name[:100]}: given {given[name]} times", parameter=name[:100])


def _lists(request: Request) -> set[str]:
    dependant = getattr(request.scope.get("route"), "dependant", None)
    models = [field.field_info.annotation for field in getattr(dependant, "query_params", [])]
    return {
        name
        for model in models
        for name, field in getattr(model, "model_fields", {}).items()
        if get_origin(field.annotation) is tuple
    }
