"""The products page: which items make up the production, and one to five of them in detail."""
