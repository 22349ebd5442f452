"""A month on paper: one column, everything that a monthly meeting asks for."""
