"""What pip and uv get to see."""

import pytest

from tools.setup import install


def test_uv_is_told_what_pip_is_configured_to() -> None:
    pip = {"index-url": "https://mirror/simple", "find-links": "/a /b", "cert": "/ca.pem", "x": "1"}
    told = install.uv_environment(pip, {"PATH": "/bin"})
    assert told == {
        "UV_INDEX_STRATEGY": "unsafe-best-match",
        "UV_DEFAULT_INDEX": "https://mirror/simple",
        "UV_FIND_LINKS": "/a,/b",
        "SSL_CERT_FILE": "/ca.pem",
        "PATH": "/bin",
    }


def test_what_the_user_set_for_uv_wins() -> None:
    told = install.uv_environment({"index-url": "https://pip"}, {"UV_DEFAULT_INDEX": "https://uv"})
    assert told["UV_DEFAULT_INDEX"] == "https://uv"


def test_the_users_proxies_stay_and_misleading_variables_go(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    monkeypatch.setenv("PIP_FIND_LINKS", "/wheels")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    inherited = install.inherited_environment()
    assert inherited["HTTPS_PROXY"] == "http://proxy:3128"
    assert inherited["PIP_FIND_LINKS"] == "/wheels"
    assert "PYTHONPATH" not in inherited
    assert "PIP_TARGET" not in inherited
