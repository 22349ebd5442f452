"""Pictures of every page of the dashboard, on sample data, for people to look at."""
