"""What the commands say: (Korean, English) side by side."""

MESSAGES: dict[str, tuple[str, str]] = {
    # settings
    "settings_head": (
        "적용되는 설정 (환경 변수가 .env보다 우선합니다). 바꾸기: python3 manager.py settings 이름=값",
        "Settings in effect (the environment wins over .env). To change one: python3 manager.py "
        "settings NAME=VALUE",
    ),
    "origin_environment": ("환경 변수", "environment"),
    "origin_dotenv": (".env", ".env"),
    "origin_default": ("기본값", "default"),
    "secret_set": ("(설정됨, 표시하지 않음)", "(set, not shown)"),
    "secret_unset": ("(없음)", "(none)"),
    "setting_unknown": (
        "'{name}'은(는) 설정 이름이 아닙니다.{nearest} 모든 이름: python3 manager.py settings",
        "'{name}' is not a setting.{nearest} All names: python3 manager.py settings",
    ),
    "setting_nearest": (" 혹시 {name}?", " Did you mean {name}?"),
    "setting_no_value": (
        "'{word}'에 '='가 없습니다. 이렇게 쓰십시오: python3 manager.py settings 이름=값",
        "'{word}' has no '='. Write: python3 manager.py settings NAME=VALUE",
    ),
    "setting_refused": (
        "저장하지 않았습니다. {name}: {reason}",
        "Nothing was saved. {name}: {reason}",
    ),
    "setting_saved": (
        "{name}을(를) .env에 저장했습니다. 실행 중인 허브에는 다시 시작한 뒤 적용됩니다.",
        "{name} is saved in .env. A running hub follows it after a restart.",
    ),
    "setting_overruled": (
        "주의: 환경 변수 {name}이(가) .env보다 우선하므로 저장한 값은 적용되지 않습니다.",
        "Note: the environment variable {name} wins over .env, so the saved value has no effect.",
    ),
    "setting_still_wrong": ("아직 잘못된 설정: {name}: {reason}", "Still wrong: {name}: {reason}"),
    "dotenv_unwritable": (
        "{path}을(를) 쓸 수 없습니다 ({error}). 폴더의 쓰기 권한을 확인하십시오.",
        "{path} cannot be written ({error}). Check the permissions of its folder.",
    ),
    "dotenv_encoding": (
        "{path}이(가) UTF-8이 아닙니다. 메모장에서 '다른 이름으로 저장' > 인코딩 UTF-8로 저장하십시오.",
        "{path} is not UTF-8. Save it again as UTF-8 (Notepad: Save as, encoding UTF-8).",
    ),
    # what is wrong with a value, by pydantic's name of the error
    "wrong_whole_number": ("정수를 적으십시오.", "a whole number is wanted."),
    "wrong_number": ("숫자를 적으십시오.", "a number is wanted."),
    "wrong_at_most": ("{le} 이하여야 합니다.", "at most {le}."),
    "wrong_at_least": ("{ge} 이상이어야 합니다.", "at least {ge}."),
    "wrong_more_than": ("{gt}보다 커야 합니다.", "more than {gt}."),
    "wrong_choice": ("다음 중 하나: {expected}.", "one of {expected}."),
    "wrong_yes_no": ("true 또는 false를 적으십시오.", "true or false is wanted."),
    "wrong_date": ("YYYY-MM-DD 형식의 날짜를 적으십시오.", "a date as YYYY-MM-DD is wanted."),
    "wrong_pattern": ("형식이 맞지 않습니다: {pattern}", "does not fit the pattern {pattern}"),
    "wrong_other": ("{message}", "{message}"),
}
