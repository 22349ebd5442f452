"""Tests of tools/supervisor."""
