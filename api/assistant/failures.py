"""
Why a model gave no answer. None of these repeats what the service said: that may quote the key
or the question.

* ModelFailed
  + ModelQuota                  429  retry
  + ModelUnavailable            503  retry
  + ModelKeyRefused             503         every model of the service
  + ModelUnreachable            503  retry  every model of the service
  + ModelTimeout                504
  + ModelCutOff                 502
  + ModelMalformed              502
  + ModelEmpty                  502
  + ModelUnknown                502
  + ModelRefused                502
  + ModelBlocked                422         no other model is asked
  + TurnTimeout                 504
"""

from api.assistant.model import ModelFailed


class ModelQuota(ModelFailed):
    status = 429
    title = "The language model's quota is used up"
    title_ko = "언어 모델의 사용 한도를 다 썼습니다"
    hint = "Wait as many seconds as `Retry-After` says, or raise the quota of the key at Google."
    hint_ko = "`Retry-After`에 적힌 시간(초)만큼 기다리거나 Google에서 키의 한도를 늘리십시오."
    retry_after_s = 60


class ModelUnavailable(ModelFailed):
    status = 503
    title = "The language model is overloaded or out of order"
    title_ko = "언어 모델이 일시적으로 응답할 수 없습니다"
    hint = "Try again in a few seconds."
    hint_ko = "몇 초 뒤에 다시 시도하십시오."
    retry_after_s = 10


class ModelKeyRefused(ModelFailed):
    status = 503
    title = "The language model's service refuses the key"
    title_ko = "언어 모델 서비스가 키를 거부했습니다"
    hint = "Check GEMINI_API_KEY in .env: copied whole, not expired, allowed for the Gemini API."
    hint_ko = ".env의 GEMINI_API_KEY를 확인하십시오: 전체가 복사되었는지, 만료되지 않았는지, Gemini API에 쓸 수 있는지."
    whole_service = True


class ModelUnreachable(ModelFailed):
    status = 503
    title = "The language model's service cannot be reached"
    title_ko = "언어 모델 서비스에 연결할 수 없습니다"
    hint = "Check this PC's way to the internet (proxy, firewall) and GEMINI_BASE_URL."
    hint_ko = "이 PC의 인터넷 연결(프록시, 방화벽)과 GEMINI_BASE_URL을 확인하십시오."
    whole_service = True
    retry_after_s = 30


class ModelTimeout(ModelFailed):
    status = 504
    title = "The language model did not answer in time"
    title_ko = "언어 모델이 제때 응답하지 않았습니다"
    hint = "Try again, or raise GEMINI_TIMEOUT_S."
    hint_ko = "다시 시도하거나 GEMINI_TIMEOUT_S를 늘리십시오."


class ModelCutOff(ModelFailed):
    status = 502
    title = "The language model's answer broke off"
    title_ko = "언어 모델의 답이 중간에 끊겼습니다"
    hint = "Try again."
    hint_ko = "다시 시도하십시오."


class ModelMalformed(ModelFailed):
    status = 502
    title = "The language model's answer cannot be read"
    title_ko = "언어 모델의 응답을 읽을 수 없습니다"
    hint = "Try again; if it stays so, check that GEMINI_BASE_URL speaks the Gemini API."
    hint_ko = "다시 시도하십시오. 계속되면 GEMINI_BASE_URL이 Gemini API를 제공하는지 확인하십시오."


class ModelEmpty(ModelFailed):
    status = 502
    title = "The language model's answer was empty"
    title_ko = "언어 모델의 답이 비어 있습니다"
    hint = "Ask again in other words."
    hint_ko = "다른 말로 다시 질문하십시오."


class ModelUnknown(ModelFailed):
    status = 502
    title = "The service does not know this language model"
    title_ko = "서비스에 없는 언어 모델입니다"
    hint = "Write the name of a current model into GEMINI_MODEL and GEMINI_FALLBACK_MODEL."
    hint_ko = "GEMINI_MODEL과 GEMINI_FALLBACK_MODEL에 현재 제공되는 모델 이름을 적으십시오."


class ModelRefused(ModelFailed):
    status = 502
    title = "The language model's service refused the request"
    title_ko = "언어 모델 서비스가 요청을 거부했습니다"
    hint = "Try again with a new conversation; `detail` holds the service's status."
    hint_ko = "새 대화로 다시 시도하십시오. `detail`에 서비스의 상태가 있습니다."


class ModelBlocked(ModelFailed):
    status = 422
    title = "The service's safety filter blocked the question or its answer"
    title_ko = "서비스의 안전 필터가 질문 또는 답을 막았습니다"
    hint = "Ask about production in other words."
    hint_ko = "생산에 관해 다른 말로 질문하십시오."
    fallback = False


class TurnTimeout(ModelFailed):
    status = 504
    title = "No answer was found in time"
    title_ko = "제한 시간 안에 답을 만들지 못했습니다"
    hint = "Ask for less at once, or raise HUB_CHAT_TURN_S."
    hint_ko = "한 번에 더 적은 내용을 질문하거나 HUB_CHAT_TURN_S를 늘리십시오."
