"""
Why a question to the assistant is not taken:

* HubError
  x RequestError
    + NotJson                   415
    + ChatQuestionsSpent        429  retry
    + ChatUserBusy              429  retry
    + ChatTokensSpent           429  retry
    + ChatBusy                  503  retry
  x ChatDisabled                503
  x ChatStateUnavailable        503  retry
"""

from shared.errors import HubError, RequestError


class NotJson(RequestError):
    status = 415
    title = "This address takes JSON only"
    title_ko = "이 주소는 JSON만 받습니다"
    hint = "Send the body as JSON, with the header Content-Type: application/json."
    hint_ko = "본문을 JSON으로, Content-Type: application/json 헤더와 함께 보내십시오."


class _Later(RequestError):
    """`retry_after_s` is known only when it happens."""

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class ChatQuestionsSpent(_Later):
    status = 429
    title = "Too many questions in a minute"
    title_ko = "1분 동안의 질문 수를 넘었습니다"
    hint = "Wait as many seconds as `Retry-After` says; HUB_CHAT_TURNS_PER_MINUTE sets the limit."
    hint_ko = "`Retry-After`에 적힌 시간(초)만큼 기다리십시오. 한도는 HUB_CHAT_TURNS_PER_MINUTE에서 정합니다."


class ChatUserBusy(_Later):
    status = 429
    title = "Your earlier questions are still being answered"
    title_ko = "앞선 질문에 아직 답하고 있습니다"
    hint = "Wait for the answer or stop it; HUB_CHAT_TURNS_PER_USER sets how many run at once."
    hint_ko = (
        "답을 기다리거나 중지하십시오. 동시에 답하는 수는 HUB_CHAT_TURNS_PER_USER에서 정합니다."
    )


class ChatTokensSpent(_Later):
    status = 429
    title = "Today's tokens for the language model are spent"
    title_ko = "오늘 쓸 수 있는 언어 모델 토큰을 모두 썼습니다"
    hint = "Ask again tomorrow, or raise HUB_CHAT_TOKENS_PER_DAY; HUB_CHAT_RULES=true answers by rules until then."
    hint_ko = "내일 다시 질문하거나 HUB_CHAT_TOKENS_PER_DAY를 늘리십시오. HUB_CHAT_RULES=true이면 그때까지 규칙으로 답합니다."


class ChatBusy(_Later):
    status = 503
    title = "Too many questions are being answered at once"
    title_ko = "동시에 답하고 있는 질문이 너무 많습니다"
    hint = "Try again in a few seconds; HUB_CHAT_TURNS_AT_ONCE sets the limit."
    hint_ko = "몇 초 뒤에 다시 시도하십시오. 한도는 HUB_CHAT_TURNS_AT_ONCE에서 정합니다."


class ChatDisabled(HubError):
    status = 503
    title = "The assistant is switched off"
    title_ko = "도우미가 꺼져 있습니다"
    hint = "Write GEMINI_API_KEY=... or HUB_CHAT_RULES=true into .env and restart the hub."
    hint_ko = ".env에 GEMINI_API_KEY=... 또는 HUB_CHAT_RULES=true를 적고 허브를 다시 시작하십시오."


class ChatStateUnavailable(HubError):
    status = 503
    title = "The assistant's conversations cannot be stored"
    title_ko = "도우미의 대화를 저장할 수 없습니다"
    hint = "Check that the disk of HUB_DATA_DIR has room; if it stays so, stop the hub and delete state.db there."
    hint_ko = "HUB_DATA_DIR 디스크에 여유 공간이 있는지 확인하십시오. 계속되면 허브를 멈추고 그 폴더의 state.db를 지우십시오."
    retry_after_s = 5
