"""Reasons for people."""

import errno
import os
from pathlib import Path

import pytest

from tools.setup import failures


@pytest.mark.parametrize(
    ("output", "key"),
    [
        ("Cannot connect to proxy: ProxyError('Tunnel connection failed: 407')", "reason_proxy"),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate", "reason_certificate"),
        ("[Errno -3] Temporary failure in name resolution", "reason_network"),
        ("OSError: [Errno 28] No space left on device", "reason_disk"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "reason_hash"),
        ("ERROR: No matching distribution found for apsw==3.54.1.0", "reason_no_build"),
        ("PermissionError: [Errno 13] Permission denied: '.venv/lib'", "reason_permission"),
        ("something new", "reason_unknown"),
    ],
)
def test_reasons(output: str, key: str) -> None:
    assert failures.reason(output, offline=False) == key


def test_a_missing_package_in_the_wheels_folder_is_told_as_such() -> None:
    assert failures.reason("No matching distribution", offline=True) == "reason_wheels"


@pytest.mark.parametrize(
    ("number", "key"),
    [(errno.EACCES, "folder_unwritable"), (errno.EROFS, "folder_unwritable")],
)
def test_a_forbidden_folder_is_named(number: int, key: str, tmp_path: Path) -> None:
    error = OSError(number, os.strerror(number), str(tmp_path / "setup.log"))
    failure = failures.from_os_error(error, tmp_path, tmp_path / "setup.log")
    assert (failure.key, failure.values["folder"]) == (key, tmp_path)
