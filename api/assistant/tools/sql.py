"""The model's own SELECT, in the sandbox."""

from collections.abc import Mapping

from api.assistant.arguments import RunSql
from api.assistant.cells import clean_text
from api.assistant.results import Table, ToolRefused
from api.assistant.tools.desk import Desk
from shared.db.sandbox import Sandbox
from shared.errors import SqlRefused


def run_sql(desk: Desk, asked: RunSql) -> Table:
    manifest = desk.generation.manifest
    try:
        found = Sandbox(desk.settings.partitions_dir, manifest.partitions).run(
            asked.sql, asked.params
        )
    except SqlRefused as exc:
        raise ToolRefused(str(exc)) from exc
    names = asked.params if isinstance(asked.params, Mapping) else _numbered(asked.params)
    return desk.table(
        desk.say("run_sql"),
        _distinct(found.columns),
        found.rows,
        notes=[desk.say("more_rows", count=len(found.rows))] if found.truncated else [],
        truncated=found.truncated,
        ran=(asked.sql, dict(names)),
    )


def _numbered(values: list[str | int | float | None]) -> dict[str, str | int | float | None]:
    return {str(place): value for place, value in enumerate(values, 1)}


def _distinct(names: tuple[str, ...]) -> list[str]:
    """Columns may have the same name in SQL, but not where they become keys."""
    found: list[str] = []
    for name in map(clean_text, names):
        number, unique = 2, name
        while unique in found:
            unique, number = f"{name}_{number}", number + 1
        found.append(unique)
    return found
