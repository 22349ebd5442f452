"""Tests of tools/launcher."""
