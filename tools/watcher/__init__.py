"""Watches the ERP's files and lets the publisher work when they have changed."""
