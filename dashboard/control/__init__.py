"""The control chart page: individuals and moving range of working days, with their rules."""
