"""The overview: how much, against which earlier days, day by day, which items, what is odd."""
