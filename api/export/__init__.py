"""Exports: one writer a format, the places for running exports, and the streamed answer."""
