"""The API's answers without the API, out of the published partitions; read only (HUB_FALLBACK)."""

import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Any

import orjson
from pydantic import BaseModel, ValidationError

from dashboard.answers import ApiFailed, Body, Failure, Health, Light, Question, as_object
from shared.db.generation import Generation
from shared.db.manifest import Manifest, read_manifest
from shared.db.router import DatabaseRouter
from shared.errors import DataUnavailable, HubError
from shared.overview_query import OverviewQuery
from shared.queries import ItemsQuery, NoParameters, RecordQuery, RejectedQuery, TotalsQuery
from shared.repositories import bodies
from shared.settings import Settings

Read = tuple[type[BaseModel], Callable[[Generation, Any], bytes]]

# Whatever else the API answers (chat, exports, its own state) needs the API.
READS: dict[str, Read] = {
    "/overview": (OverviewQuery, bodies.overview),
    "/summary/totals": (TotalsQuery, bodies.totals),
    "/records": (RecordQuery, bodies.records),
    "/items": (ItemsQuery, bodies.items),
    "/quality": (NoParameters, bodies.quality),
    "/quality/rejected": (RejectedQuery, bodies.rejected),
}


class DirectReader:
    """Holds nothing open between two answers: the publisher must be able to delete old files."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # As many statements at once as an API process runs.
        self._turn = threading.BoundedSemaphore(settings.sql_threads)

    def health(self, failure: Failure, now: float) -> Health | None:
        """What is published, though `failure` keeps the API from saying so; None if nothing is."""
        try:
            manifest = read_manifest(self._settings.manifest_path)
        except DataUnavailable:
            return None
        first, last = manifest.first_day, manifest.last_day
        return Health(
            light=Light.DOWN,
            version=manifest.version,
            data_from=date.fromisoformat(first) if first else None,
            data_to=date.fromisoformat(last) if last else None,
            published_age_s=_age_s(manifest),
            rejected=sum(sum(part.quality.rejected.values()) for part in manifest.partitions),
            hidden=sum(part.quality.hidden for part in manifest.partitions),
            seen_at=now,
            failure=failure,
            direct=True,
        )

    def answer(self, question: Question) -> tuple[Body, str]:
        """Body and data version. Raises ApiFailed."""
        try:
            query_type, read = READS[question.path]
            query = query_type.model_validate(_given(question, query_type))
            with (
                self._turn,
                closing(DatabaseRouter(self._settings)) as router,
                router.pin() as generation,
            ):
                body = orjson.loads(read(generation, query))
                return as_object(body), generation.version
        except HubError as exc:
            detail = str(exc)
            raise ApiFailed(Failure("problem", exc.status, exc.code(), detail=detail)) from exc
        except (KeyError, ValidationError) as exc:
            raise ApiFailed(Failure("problem", detail=f"{question.path} needs the API")) from exc


def _given(question: Question, query_type: type[BaseModel]) -> dict[str, Any]:
    """The parameters as the API's routes get them; a tuple field takes several."""
    given: dict[str, Any] = {}
    for name, value in question.params:
        field = query_type.model_fields.get(name)
        if field is not None and isinstance(field.default, tuple):
            given.setdefault(name, []).append(value)
        else:
            given[name] = value
    return given


def _age_s(manifest: Manifest) -> float:
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.published_at)
    return max(0.0, age.total_seconds())
