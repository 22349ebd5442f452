"""The manifest names the partitions of the current data version; it is replaced as a whole."""

import hashlib
from pathlib import Path
from typing import Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.db.schema import SCHEMA_VERSION
from shared.errors import GenerationUnreadable, NothingPublished
from shared.files import write_atomic

MANIFEST_FORMAT = 1


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PartitionQuality(_Model):
    """What became of each row of the source: rows = visible + hidden + rejected, always."""

    rows: int = Field(ge=0)
    visible: int = Field(ge=0)
    hidden: int = Field(ge=0, description="Rows of days that another partition owns")
    rejected: dict[str, int] = Field(description="Unreadable rows by reason")
    without_quantity: int = Field(0, ge=0, description="Visible rows whose quantity is NULL")
    warnings: tuple[str, ...] = ()


class Partition(_Model):
    """One sealed file. `name` is the source's name: `live` or the archive's file stem."""

    name: str
    file: str = Field(pattern=r"^[^/\\]+$", description="Name in data/partitions")
    size: int = Field(ge=0)
    first_day: str | None = Field(description="First day with a visible row")
    last_day: str | None
    begins: str | None = Field(description="First day this partition may show; None is open")
    ends: str | None = Field(description="Last day this partition may show; None is open")
    newest_day: str = Field(description="Newest readable day of the source, also if hidden")
    quality: PartitionQuality
    signature: Any = Field(description="Signature of the source that was copied")
    digest: str = Field(description="Hash of the copied source's bytes")
    main_sample: str | None = Field(
        None, description="Sample of the source's main file, where a -wal was applied to it"
    )
    recipe: str = Field(description="What else the content depends on: table, columns, schema")

    @property
    def content_id(self) -> str:
        return self.file.removesuffix(".db").rpartition("-")[2]


class Manifest(_Model):
    """One data version: partitions newest first, their day ranges do not overlap."""

    format: int = Field(MANIFEST_FORMAT, ge=1, le=MANIFEST_FORMAT)
    version: str
    published_at: str
    snapshot_day: str
    partitions: tuple[Partition, ...]

    @property
    def rows(self) -> int:
        return sum(part.quality.visible for part in self.partitions)

    @property
    def first_day(self) -> str | None:
        return min((p.first_day for p in self.partitions if p.first_day), default=None)

    @property
    def last_day(self) -> str | None:
        return max((p.last_day for p in self.partitions if p.last_day), default=None)

    def to_json(self) -> bytes:
        return orjson.dumps(self.model_dump(mode="json"), option=orjson.OPT_INDENT_2)


def version_of(partitions: tuple[Partition, ...]) -> str:
    """Twelve hex digits that are the same if and only if the visible content is the same."""
    names = [f"{part.name}={part.content_id}" for part in partitions]
    raw = "\n".join([str(SCHEMA_VERSION), *names]).encode()
    return hashlib.blake2b(raw, digest_size=6).hexdigest()


def read_manifest(path: Path) -> Manifest:
    """Raises NothingPublished when there is none, GenerationUnreadable when it is damaged."""
    try:
        return Manifest.model_validate(orjson.loads(path.read_bytes()))
    except FileNotFoundError as exc:
        raise NothingPublished(f"{path} does not exist yet") from exc
    except (OSError, ValueError, ValidationError) as exc:
        raise GenerationUnreadable(f"manifest: {exc}") from exc


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Atomic and durable: after a power cut the old or the new manifest is there."""
    write_atomic(path, manifest.to_json())
