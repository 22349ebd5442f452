"""Everything a route may ask for, as Annotated names.

All providers are `async def` and only hand over objects: a sync one would cost a thread hop.
"""

from typing import Annotated

from fastapi import Depends, Request

from api.hub import Hub
from shared.db.generation import Generation
from shared.errors import NothingPublished


async def get_hub(request: Request) -> Hub:
    hub: Hub = request.app.state.hub
    return hub


HubDep = Annotated[Hub, Depends(get_hub)]


async def get_pinned(request: Request) -> Generation | None:
    """The version that this request is pinned to, None while there is none."""
    generation: Generation | None = request.scope["state"].get("generation")
    return generation


PinnedDep = Annotated[Generation | None, Depends(get_pinned)]


async def get_generation(generation: PinnedDep, hub: HubDep) -> Generation:
    """The version that this request is pinned to. Raises DataUnavailable when there is none."""
    if generation is None:
        raise hub.router.trouble or NothingPublished("no data version has been opened yet")
    return generation


GenerationDep = Annotated[Generation, Depends(get_generation)]
