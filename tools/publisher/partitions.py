"""Makes the partitions of a version: each source cut to its days, built, sealed, or kept."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from shared.db.manifest import Partition
from shared.settings import Settings
from shared.source_errors import ArchiveAfterLive, ManyRowsHidden, SourceRejected
from tools.publisher import steps
from tools.publisher.build import Base, Built, build_partition
from tools.publisher.ranges import LIVE, Range, partition_ranges
from tools.publisher.seal import seal
from tools.publisher.signature import Signature
from tools.publisher.sources import Source, SourceReader
from tools.publisher.stage import restage

HIDDEN_WARNING_SHARE = 0.05
# Changing a larger part of a partition in place costs more than making it anew.
MAX_REBUILT_SHARE = 0.3


class PartitionMaker:
    """Works in the staging folder; nothing it makes is named by a manifest yet."""

    def __init__(self, settings: Settings, reader: SourceReader) -> None:
        self._settings = settings
        self._reader = reader

    def make(
        self,
        sources: list[Source],
        paths: Mapping[str, Path],
        rejections: Mapping[str, SourceRejected],
    ) -> tuple[Partition, ...]:
        """Partitions newest first. Raises PublishFailed or a SourceRejected."""
        by_name = {source.name: source for source in sources}
        newest_days = {source.name: source.newest_day for source in sources}
        made: list[Partition] = []
        for span in partition_ranges(newest_days, self._settings.archive_cutoff):
            source = by_name[span.name]
            kept = source.kept
            if kept is not None and (kept.begins, kept.ends) == (span.begins, span.ends):
                made.append(kept)
            elif kept is not None and span.name in rejections:
                made.append(self._cut_again(kept, span))
            else:
                if source.staged is None:
                    source = self._reader.read_again(source.name, paths[source.name], kept)
                made.append(self._build(source, span))
        return tuple(_with_warnings(made))

    def _build(self, source: Source, span: Range) -> Partition:
        assert source.staged is not None
        assert source.snapshot is not None
        base = self._base(source, span)
        built = build_partition(source.staged.path, self._target(span), span, base)
        if source.name != LIVE:
            source.staged.path.unlink()
        steps.reached(steps.BUILT)
        return self._sealed(
            built,
            span,
            newest_day=source.newest_day,
            signature=source.snapshot.signature,
            digest=source.snapshot.digest,
            main_sample=source.snapshot.main_sample,
            warnings=source.snapshot.warnings,
        )

    def _base(self, source: Source, span: Range) -> Base | None:
        """The partition to grow from, if it covers the same range and most of its days stay."""
        part = source.grown_from
        if part is None or (part.begins, part.ends) != (span.begins, span.ends):
            return None
        if part.first_day is None or part.last_day is None:
            return None
        first, last = date.fromisoformat(part.first_day), date.fromisoformat(part.last_day)
        latest_start = last - (last - first) * MAX_REBUILT_SHARE
        if source.from_day < latest_start.isoformat():
            return None
        return Base(self._settings.partitions_dir / part.file, source.from_day)

    def _cut_again(self, part: Partition, span: Range) -> Partition:
        """Another range for a source that cannot be read now: cut its last good partition."""
        staged = self._settings.work_dir / f"{part.name}.staged"
        restage(self._settings.partitions_dir / part.file, staged)
        built = build_partition(staged, self._target(span), span)
        staged.unlink()
        hidden_before = part.quality.hidden
        quality = built.quality.model_copy(
            update={
                "rows": built.quality.rows + hidden_before,
                "hidden": built.quality.hidden + hidden_before,
            }
        )
        return self._sealed(
            Built(built.path, quality, built.first_day, built.last_day),
            span,
            newest_day=part.newest_day,
            # It belongs to no state of the source and is built anew when that can be read.
            signature=None,
            digest="",
            main_sample=None,
            warnings=(),
        )

    def _sealed(
        self,
        built: Built,
        span: Range,
        *,
        newest_day: str,
        signature: Signature | None,
        digest: str,
        main_sample: str | None,
        warnings: tuple[str, ...],
    ) -> Partition:
        file = seal(built.path, span.name, self._settings.partitions_dir)
        steps.reached(steps.SEALED)
        return Partition(
            name=span.name,
            file=file.name,
            size=file.stat().st_size,
            first_day=built.first_day,
            last_day=built.last_day,
            begins=span.begins,
            ends=span.ends,
            newest_day=newest_day,
            quality=built.quality.model_copy(update={"warnings": warnings}),
            signature=signature,
            digest=digest,
            main_sample=main_sample,
            recipe=self._reader.recipe,
        )

    def _target(self, span: Range) -> Path:
        return self._settings.work_dir / f"{span.name}.built"


def _with_warnings(partitions: list[Partition]) -> list[Partition]:
    """Warnings that depend on the other partitions, decided anew for each version."""
    relative = {ManyRowsHidden.code(), ArchiveAfterLive.code()}
    live = next((part for part in partitions if part.name == LIVE), None)
    checked: list[Partition] = []
    for part in partitions:
        quality = part.quality
        codes = [code for code in quality.warnings if code not in relative]
        if quality.hidden > quality.rows * HIDDEN_WARNING_SHARE:
            codes.append(ManyRowsHidden.code())
        if live is not None and part is not live and part.newest_day > live.newest_day:
            codes.append(ArchiveAfterLive.code())
        fresh = quality.model_copy(update={"warnings": tuple(codes)})
        checked.append(part.model_copy(update={"quality": fresh}))
    return checked
