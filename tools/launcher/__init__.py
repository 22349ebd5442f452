"""The commands of manager.py that are clients of the hub's core, or look after its machine."""
