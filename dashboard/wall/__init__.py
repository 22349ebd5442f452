"""The wall display: large, dark, without controls; it turns its panels by itself."""
