"""
What may be wrong with the ERP's files or with our own folder. Reported, never an HTTP answer:

* HubError
  x SourceRejected              (publisher only; reported, never an HTTP answer)
    + SourceMissing
    + SourceBusy                retried
    + SourceChanging            retried
    + SourceUnreadable          retried
    + SourceNotSqlite
    + SourceTruncated
    + SourceCorrupt
    + SourceTableMissing
    + SourceColumnsMissing
    + SourceEmpty
    + SourceUnreadableRows
    + SourceSuspicious          accepted after a time
      + SourceShrunk
      + SourceWentBack
  x SourceWarning               (published, but somebody should look)
    + ManyRowsHidden
    + ArchiveAfterLive
    + LeftoverSideFile
  x WatcherSilent               (reported by the API)
  x PublishFailed               (publisher only: our own disk or folder; retried)
    + DiskFull
    + DataFolderUnwritable
    + PublisherRunning
    + VersionPinned             (an operator wants it so; reported until unpinned)
    + VersionChanged
"""

from typing import ClassVar

from shared.errors import HubError


class SourceRejected(HubError):
    """An ERP file is not fit to publish; the last good version stays.

    `retry` marks what is not the file's fault: it is tried again unchanged.
    """

    retry: ClassVar[bool] = False


class SourceMissing(SourceRejected):
    title = "The ERP's file is missing"
    title_ko = "ERP 파일이 없습니다"
    hint = (
        "Check that the ERP has written the file and that HUB_LIVE_DB and HUB_ARCHIVE_DBS name it. "
        "An archive removed on purpose: python -m tools.publisher forget NAME"
    )
    hint_ko = (
        "ERP가 파일을 만들었는지, HUB_LIVE_DB와 HUB_ARCHIVE_DBS가 맞는지 확인하십시오. "
        "일부러 지운 보관 파일이면: python -m tools.publisher forget 이름"
    )


class SourceBusy(SourceRejected):
    retry = True
    title = "The ERP keeps its file locked"
    title_ko = "ERP가 파일을 잠그고 있습니다"
    hint = "Nothing to do: the hub tries again. If it lasts, look for a hanging ERP job."
    hint_ko = "기다리면 허브가 다시 시도합니다. 계속되면 멈춘 ERP 작업이 있는지 확인하십시오."


class SourceChanging(SourceRejected):
    retry = True
    title = "The ERP is still writing its file"
    title_ko = "ERP가 아직 파일을 쓰고 있습니다"
    hint = "Nothing to do: the hub reads it when it is quiet."
    hint_ko = "기다리면 쓰기가 끝난 뒤 읽습니다."


class SourceUnreadable(SourceRejected):
    retry = True
    title = "The ERP's file cannot be opened"
    title_ko = "ERP 파일을 열 수 없습니다"
    hint = (
        "The ERP may hold it for itself, or this user has no read permission. The hub tries again."
    )
    hint_ko = "ERP가 독점하고 있거나 읽기 권한이 없을 수 있습니다. 허브가 다시 시도합니다."


class SourceNotSqlite(SourceRejected):
    title = "The ERP's file is not an SQLite database"
    title_ko = "ERP 파일이 SQLite 데이터베이스가 아닙니다"
    hint = "It may be encrypted, or another kind of file. Check what the ERP wrote there."
    hint_ko = "암호화되었거나 다른 종류의 파일일 수 있습니다. ERP가 무엇을 썼는지 확인하십시오."


class SourceTruncated(SourceRejected):
    title = "The ERP's file is shorter than its header says"
    title_ko = "ERP 파일이 중간에서 잘렸습니다"
    hint = "A copy was probably cut off. Let the ERP write the file again."
    hint_ko = "복사가 중단된 것 같습니다. ERP에서 파일을 다시 내보내십시오."


class SourceCorrupt(SourceRejected):
    title = "The ERP's file is damaged"
    title_ko = "ERP 파일이 손상되었습니다"
    hint = "Let the ERP write the file again, or restore it from its backup."
    hint_ko = "ERP에서 파일을 다시 내보내거나 백업에서 되돌리십시오."


class SourceTableMissing(SourceRejected):
    title = "The ERP's file does not have the table"
    title_ko = "ERP 파일에 해당 테이블이 없습니다"
    hint = "Check HUB_SOURCE_TABLE, and that HUB_LIVE_DB and HUB_ARCHIVE_DBS name the right files."
    hint_ko = "HUB_SOURCE_TABLE, HUB_LIVE_DB, HUB_ARCHIVE_DBS 설정을 확인하십시오."


class SourceColumnsMissing(SourceRejected):
    title = "The ERP's table lacks columns"
    title_ko = "ERP 테이블에 필요한 열이 없습니다"
    hint = "Name the ERP's columns in HUB_SOURCE_COLUMNS."
    hint_ko = "HUB_SOURCE_COLUMNS에 ERP의 열 이름을 지정하십시오."


class SourceEmpty(SourceRejected):
    title = "The ERP's table has no rows"
    title_ko = "ERP 테이블에 행이 없습니다"
    hint = "Wait for the ERP to fill it again; if it should be empty, contact whoever runs the ERP."
    hint_ko = "ERP가 다시 채울 때까지 기다리십시오. 계속 비어 있으면 ERP 담당자에게 문의하십시오."


class SourceUnreadableRows(SourceRejected):
    title = "No row of the ERP's table can be read"
    title_ko = "ERP 테이블에서 읽을 수 있는 행이 없습니다"
    hint = "Check the date, item and quantity columns; HUB_SOURCE_COLUMNS may name the wrong ones."
    hint_ko = "날짜, 품목, 수량 열을 확인하십시오. HUB_SOURCE_COLUMNS가 틀렸을 수 있습니다."


class SourceSuspicious(SourceRejected):
    """Readable, but not believable at once; accepted when it stays so over `shrink_grace_s`."""


class SourceShrunk(SourceSuspicious):
    title = "The ERP's files have suddenly far fewer rows"
    title_ko = "ERP 파일의 행이 갑자기 크게 줄었습니다"
    hint = "Probably a refill in progress. If it is meant, wait: it is accepted after HUB_SHRINK_GRACE_S."
    hint_ko = "다시 채우는 중일 수 있습니다. 의도한 것이면 HUB_SHRINK_GRACE_S 뒤에 받아들입니다."


class SourceWentBack(SourceSuspicious):
    title = "The newest production day would go back by more than a month"
    title_ko = "가장 최근 생산일이 한 달 이상 뒤로 돌아갑니다"
    hint = "Probably an old file was put in place. If it is meant, wait: it is accepted after HUB_SHRINK_GRACE_S."
    hint_ko = "이전 파일을 넣은 것 같습니다. 의도한 것이면 HUB_SHRINK_GRACE_S 뒤에 받아들입니다."


class SourceWarning(HubError):
    """Never raised: its code stands in the manifest and is reported with its words."""


class ManyRowsHidden(SourceWarning):
    title = "More than 5 % of a file's rows belong to another file's days and are not shown"
    title_ko = "파일 행의 5% 이상이 다른 파일의 기간에 속해 표시되지 않습니다"
    hint = "One mistyped date can hide a year: look at the newest dates of the older file, see /quality."
    hint_ko = "잘못 입력된 날짜 하나가 1년을 숨길 수 있습니다. /quality에서 이전 파일의 최근 날짜를 확인하십시오."


class ArchiveAfterLive(SourceWarning):
    title = "An archive file ends after the live file"
    title_ko = "보관 파일의 날짜가 현재 파일보다 늦게 끝납니다"
    hint = "Check the newest dates of the archive and that HUB_LIVE_DB names this year's file."
    hint_ko = "보관 파일의 최근 날짜와 HUB_LIVE_DB가 올해 파일인지 확인하십시오."


class LeftoverSideFile(SourceWarning):
    title = (
        "A -wal or -journal file of an earlier database lies beside the ERP's file and was ignored"
    )
    title_ko = "이전 데이터베이스의 -wal 또는 -journal 파일이 ERP 파일 옆에 남아 있어 무시했습니다"
    hint = "Nothing to do for the hub; the ERP should delete it before another program replays it."
    hint_ko = "허브에서는 할 일이 없습니다. 다른 프로그램이 적용하기 전에 ERP에서 삭제해야 합니다."


WARNINGS: dict[str, type[SourceWarning]] = {
    kind.code(): kind for kind in (ManyRowsHidden, ArchiveAfterLive, LeftoverSideFile)
}


class WatcherSilent(HubError):
    """Reported by the API when the heartbeat is missing or old."""

    title = "The watcher does not report"
    title_ko = "감시기가 응답하지 않습니다"
    hint = "New ERP data is not picked up. Start the watcher: python -m tools.watcher"
    hint_ko = "새 ERP 데이터가 반영되지 않습니다. 감시기를 시작하십시오: python -m tools.watcher"


class PublishFailed(HubError):
    """The hub's own disk or folder is in the way; tried again with a growing pause."""

    title = "Publishing failed"
    title_ko = "게시하지 못했습니다"
    hint = "See the detail and the watcher's log; the hub tries again by itself."
    hint_ko = "세부 내용과 감시기 로그를 확인하십시오. 허브가 스스로 다시 시도합니다."


class DiskFull(PublishFailed):
    title = "The disk of the data folder is too full"
    title_ko = "데이터 폴더의 디스크 공간이 부족합니다"
    hint = "Free disk space, or move HUB_DATA_DIR to a larger disk."
    hint_ko = "디스크 공간을 늘리거나 HUB_DATA_DIR을 더 큰 디스크로 옮기십시오."


class DataFolderUnwritable(PublishFailed):
    title = "The data folder cannot be written"
    title_ko = "데이터 폴더에 쓸 수 없습니다"
    hint = "Give this user write permission on HUB_DATA_DIR, or name another folder."
    hint_ko = "HUB_DATA_DIR에 쓰기 권한을 주거나 다른 폴더를 지정하십시오."


class PublisherRunning(PublishFailed):
    title = "Another watcher already publishes into this data folder"
    title_ko = "다른 감시기가 이미 이 데이터 폴더에 게시하고 있습니다"
    hint = "Use that one, or stop it first. One data folder has one watcher."
    hint_ko = "그 감시기를 쓰거나 먼저 종료하십시오. 데이터 폴더 하나에 감시기 하나입니다."


class VersionPinned(PublishFailed):
    title = "An earlier version is pinned, newer ERP data is not published"
    title_ko = "이전 버전으로 고정되어 새 ERP 데이터를 게시하지 않습니다"
    hint = "When the newest data shall be served again: python -m tools.publisher unpin"
    hint_ko = "최신 데이터를 다시 제공하려면: python -m tools.publisher unpin"


class VersionChanged(PublishFailed):
    title = "A command changed the published version meanwhile"
    title_ko = "게시하는 동안 명령이 게시된 버전을 바꿨습니다"
    hint = "Nothing to do: the hub starts again from the version that is served now."
    hint_ko = "기다리면 현재 제공 중인 버전에서 다시 시작합니다."
