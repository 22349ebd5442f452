"""`manager.py doctor`: looks for what keeps a hub from working, and names the remedy."""
