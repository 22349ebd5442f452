"""Everything that `python -m tools.keys` says: (Korean, English) side by side."""

from tools.setup import console

TEXTS = {
    "about": (
        "REST API의 키를 만들고, 보여 주고, 폐기합니다. 키가 하나라도 있으면 키 없이는 읽을 수 "
        "없습니다.",
        "Make, list and revoke the keys of the REST API. With one key, nobody reads without one.",
    ),
    "about_add": ("새 키를 만들어 한 번만 보여 줍니다", "make a key and show it, once"),
    "about_list": ("키의 이름, 권한, 만든 날", "names, scopes and days of creation"),
    "about_revoke": ("키를 폐기합니다", "make a key invalid"),
    "about_name": ("누구의 키인지 알 수 있는 이름", "tells whose key it is"),
    "about_scope": (
        "read: 데이터, chat: /chat, admin: /metrics (기본값: read). 여러 개를 쓸 수 있습니다",
        "read: the data, chat: /chat, admin: /metrics (default: read); several may be named",
    ),
    "added": (
        "키 '{name}'을(를) 만들었습니다. 권한: {scopes}. 아래 키는 지금 한 번만 보이며 해시만 "
        "저장됩니다.",
        "Made the key '{name}', scopes: {scopes}. Shown below only now; its hash is kept.",
    ),
    "closed_now": (
        "첫 번째 키입니다. 이제부터 API는 키 없이 읽을 수 없습니다. 대시보드에도 키가 필요합니다: "
        "read 권한의 키를 .env의 HUB_API_KEY에 적고 대시보드를 다시 시작하십시오.",
        "The first key: from now on the API answers nobody without one. The dashboard needs "
        "one too: put a key with the scope read into HUB_API_KEY in .env and restart it.",
    ),
    "revoked": (
        "키 '{name}'을(를) 폐기했습니다. 실행 중인 API에는 2초 안에 적용됩니다.",
        "Revoked the key '{name}'. A running API knows within two seconds.",
    ),
    "open_now": (
        "주의: 마지막 키였습니다. 이제부터 API는 키 없이 누구나 읽을 수 있습니다.",
        "WARNING: it was the last key: from now on everybody can read the API without one.",
    ),
    "none": (
        "키가 없습니다. API는 키 없이 누구나 읽을 수 있습니다.",
        "There is no key: everybody can read the API without one.",
    ),
}


def text(key: str, **values: object) -> str:
    return TEXTS[key][console.LANGUAGES.index(console.language())].format(**values)
