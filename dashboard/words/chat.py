"""The chat page."""

WORDS: dict[str, tuple[str, str]] = {
    "chat_title": ("생산 데이터에 대해 물어보기", "Ask about the production data"),
    "chat_missing": (
        "연결된 API에는 아직 AI 질의 기능이 없습니다. 숫자는 다른 화면에서 볼 수 있습니다.",
        "The API that is running has no assistant yet. The other pages have the numbers.",
    ),
    "chat_hint": ("예: 이번 달 BW0021 총 생산량은?", "For example: how much of BW0021 this month?"),
}
