"""The control API on loopback: server, client, state file."""
