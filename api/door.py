"""The door: no key, no answer, not even a kept one; and nobody takes more than his share."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.key_ring import HEALTH, OPEN, KeyRing
from api.rate_limiter import RateLimiter, Standing, client_of
from api.responses import problem_response
from shared.access_errors import ApiKeyMissing, ApiKeyUnknown, ScopeMissing, TooManyRequests
from shared.errors import HubError

REALM = 'Bearer realm="Production Data Hub"'


class Door:
    """Plain ASGI, in front of everything that works on a request or knows its answer."""

    def __init__(self, app: ASGIApp, keys: KeyRing, limiter: RateLimiter | None) -> None:
        self._app = app
        self._keys = keys
        self._limiter = limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in HEALTH:
            await self._app(scope, receive, send)
            return
        key_name: str | None = None
        refusal: HubError | None = None
        if scope["path"] not in OPEN:
            try:
                key_name = self._keys.name_for(scope)
            except HubError as exc:
                refusal = exc
        if self._limiter is not None:
            # A request whose key does not do counts too, for the address that it came from.
            standing = self._limiter.count(client_of(key_name, scope.get("client")))
            send = _telling(self._limiter.policy, standing, send)
            # It would leave these headers out.
            scope["state"].pop("send_whole", None)
            if not standing.allowed:
                refusal = TooManyRequests("this client has used up its requests", standing.wait_s)
        if refusal is None:
            scope["state"]["key_name"] = key_name
            await self._app(scope, receive, send)
            return
        response = problem_response(refusal, scope["state"]["request_id"])
        response.headers.update(_headers(refusal))
        await response(scope, receive, send)


def _headers(refusal: HubError) -> dict[str, str]:
    """What HTTP wants beside these refusals; RFC 6750 names the errors."""
    if isinstance(refusal, TooManyRequests):
        return {"Retry-After": str(refusal.wait_s)}
    if isinstance(refusal, ApiKeyMissing):
        return {"WWW-Authenticate": REALM}
    if isinstance(refusal, ApiKeyUnknown):
        return {"WWW-Authenticate": f'{REALM}, error="invalid_token"'}
    if isinstance(refusal, ScopeMissing):
        return {"WWW-Authenticate": f'{REALM}, error="insufficient_scope"'}
    return {}


def _telling(policy: bytes, standing: Standing, send: Send) -> Send:
    """`send` that adds what is left, as draft-ietf-httpapi-ratelimit-headers-11 says it."""
    fields = [(b"ratelimit-policy", policy), (b"ratelimit", standing.rate_limit)]

    async def send_with_limits(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *fields]
        await send(message)

    return send_with_limits
