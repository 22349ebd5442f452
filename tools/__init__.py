"""Programs around the hub: publisher, watcher, supervisor, sample data, checks."""
