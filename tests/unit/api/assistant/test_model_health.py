"""How often a service is asked whether it works."""

import asyncio

from api.assistant.failures import ModelUnavailable
from api.assistant.model_health import ModelHealthCheck


class Service:
    """Counts who asks; is out of order while `broken`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.broken = False
        self.now = 0.0
        self.check = ModelHealthCheck(["a", "b"], self._probe, clock=lambda: self.now)

    async def _probe(self, name: str) -> None:
        self.asked.append(name)
        await asyncio.sleep(0)
        if self.broken:
            raise ModelUnavailable("503")


def test_every_ten_minutes_for_any_number_of_callers() -> None:
    async def run() -> None:
        service = Service()
        reports = await asyncio.gather(*(service.check.report() for _ in range(20)))
        assert [one["status"] for one in reports] == ["ok"] * 20
        service.now = 599
        await service.check.report()
        assert service.asked == ["a", "b"]
        service.now = 600
        await service.check.report()
        assert service.asked == ["a", "b"] * 2

    asyncio.run(run())


def test_after_a_failure_every_minute() -> None:
    async def run() -> None:
        service = Service()
        service.broken = True
        report = await service.check.report()
        assert report["status"] == "unavailable"
        assert [one["code"] for one in report["models"]] == ["model_unavailable"] * 2
        service.broken = False
        service.now = 59
        assert (await service.check.report())["status"] == "unavailable"
        service.now = 60
        assert (await service.check.report())["status"] == "ok"

    asyncio.run(run())


def test_a_service_that_is_silent_is_out_of_order() -> None:
    async def silent(_: str) -> None:
        await asyncio.Event().wait()

    async def run() -> None:
        report = await ModelHealthCheck(["a"], silent, probe_timeout_s=0.01).report()
        assert (report["status"], report["models"][0]["code"]) == ("unavailable", "model_timeout")

    asyncio.run(run())
