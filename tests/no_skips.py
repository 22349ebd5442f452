"""Pytest plugin: a skipped test fails, because a check that did not run proves nothing."""

from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which counts as a failure: {_reason(report.longrepr)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if report.skipped:
        report.outcome = "failed"
        text = f"skipped, which counts as a failure: {_reason(report.longrepr)}"
        report.longrepr = text
    return report


def _reason(longrepr: object) -> str:
    """pytest keeps (file, line, reason) for a skip."""
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)
