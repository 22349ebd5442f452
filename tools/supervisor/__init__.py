"""The headless core: owns watcher, API and dashboard, restarts what dies, leaves nothing behind."""
