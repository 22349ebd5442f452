"""What holds for every test."""

pytest_plugins = ["tests.no_skips", "tests.hub_fixtures"]
