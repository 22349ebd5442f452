"""Plays the ERP against its live file, in every way of writing that plants have shown."""
