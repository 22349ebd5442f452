"""Every sentence the dashboard shows, Korean and English side by side, by page."""
