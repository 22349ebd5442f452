"""Published partitions: their schema, the manifest that names them, and how they are opened."""
