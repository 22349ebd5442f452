"""The assistant's tools for other programs that speak the Model Context Protocol."""
