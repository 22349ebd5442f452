"""Damages the ERP's files and kills the watcher under load, and looks at every answer."""
