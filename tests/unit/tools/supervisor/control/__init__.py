"""The control API, part by part."""
