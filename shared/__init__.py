"""What the API, the dashboard's fallback and the tools have in common; imports none of them."""
