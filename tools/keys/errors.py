"""
Why a command of `python -m tools.keys` stopped:

* HubError
  x KeyCommandRefused           (wrong use: nothing was changed)
    + KeyNameInvalid
    + KeyNameTaken
    + NoSuchKey
    + KeysBusy
  x KeysNotWritten
"""

from shared.errors import HubError


class KeyCommandRefused(HubError):
    title = "The command was refused, nothing was changed"
    title_ko = "명령을 실행하지 않았습니다. 바뀐 것은 없습니다"
    hint = "See: python -m tools.keys --help"
    hint_ko = "도움말: python -m tools.keys --help"


class KeyNameInvalid(KeyCommandRefused):
    title = "A key cannot have this name"
    title_ko = "키 이름으로 쓸 수 없습니다"
    hint = "Letters, digits, `_`, `-` and `.`, at most 64, beginning with a letter or a digit."
    hint_ko = "글자, 숫자, `_`, `-`, `.`로 64자까지이며 글자나 숫자로 시작해야 합니다."


class KeyNameTaken(KeyCommandRefused):
    title = "There is a key of this name"
    title_ko = "같은 이름의 키가 이미 있습니다"
    hint = "Choose another name, or first: python -m tools.keys revoke NAME"
    hint_ko = "다른 이름을 쓰거나 먼저 폐기하십시오: python -m tools.keys revoke 이름"


class NoSuchKey(KeyCommandRefused):
    title = "There is no key of this name"
    title_ko = "그런 이름의 키가 없습니다"
    hint = "See the names: python -m tools.keys list"
    hint_ko = "이름 확인: python -m tools.keys list"


class KeysBusy(KeyCommandRefused):
    title = "Another command is changing the keys"
    title_ko = "다른 명령이 키를 바꾸는 중입니다"
    hint = "Try again in a moment."
    hint_ko = "잠시 뒤에 다시 시도하십시오."


class KeysNotWritten(HubError):
    title = "The file of the keys could not be written"
    title_ko = "키 파일을 쓰지 못했습니다"
    hint = "Check free space and permissions of the folder that HUB_API_KEYS names."
    hint_ko = "HUB_API_KEYS 폴더의 여유 공간과 권한을 확인하십시오."
