"""
Why a command of `python -m tools.publisher` stopped:

* HubError
  x CommandRefused              (wrong use: nothing was changed)
    + NoSuchVersion
    + NoEarlierVersion
    + SourceNotForgettable
    + BackupPlaceRefused
    + BackupRunning
  x VersionDamaged              (the version that was asked for cannot be served)
  x BackupFailed                (the folder for backups is in the way)
"""

from shared.errors import HubError


class CommandRefused(HubError):
    title = "The command was refused, nothing was changed"
    title_ko = "명령을 실행하지 않았습니다. 바뀐 것은 없습니다"
    hint = "python -m tools.publisher --help"
    hint_ko = "python -m tools.publisher --help"


class NoSuchVersion(CommandRefused):
    title = "No such version is kept"
    title_ko = "보관된 버전이 아닙니다"
    hint = "See the kept versions: python -m tools.publisher list"
    hint_ko = "보관된 버전 확인: python -m tools.publisher list"


class NoEarlierVersion(CommandRefused):
    title = "No earlier version is kept"
    title_ko = "보관된 이전 버전이 없습니다"
    hint = "See the kept versions: python -m tools.publisher list. HUB_RETENTION sets their number."
    hint_ko = "보관된 버전 확인: python -m tools.publisher list. 개수는 HUB_RETENTION으로 정합니다."


class SourceNotForgettable(CommandRefused):
    title = "This source cannot be forgotten"
    title_ko = "이 원본은 목록에서 뺄 수 없습니다"
    hint = "Only an archive can be, whose file has been moved out of the ERP's folder on purpose."
    hint_ko = "ERP 폴더에서 일부러 옮긴 보관 파일만 뺄 수 있습니다."


class BackupPlaceRefused(CommandRefused):
    title = "Backups cannot be kept there"
    title_ko = "백업을 둘 수 없는 폴더입니다"
    hint = "Name a folder outside the ERP's and the hub's folders, best on another disk."
    hint_ko = "ERP와 허브의 폴더 밖, 되도록 다른 디스크의 폴더를 지정하십시오."


class BackupRunning(CommandRefused):
    title = "Another backup into this folder is running"
    title_ko = "이 폴더에 다른 백업이 진행 중입니다"
    hint = "Wait until it has ended."
    hint_ko = "끝날 때까지 기다리십시오."


class VersionDamaged(HubError):
    title = "That version cannot be served"
    title_ko = "제공할 수 없는 버전입니다"
    hint = "Choose another one; python -m tools.publisher verify tells which are whole."
    hint_ko = "다른 버전을 고르십시오. python -m tools.publisher verify로 확인할 수 있습니다."


class BackupFailed(HubError):
    title = "The backup could not be written"
    title_ko = "백업을 쓰지 못했습니다"
    hint = (
        "Check free space and permissions of that folder and run it again; older backups are whole."
    )
    hint_ko = "폴더의 여유 공간과 권한을 확인하고 다시 실행하십시오. 이전 백업은 그대로입니다."
