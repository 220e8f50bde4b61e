"""The kinds of values a setting can have: each reads, checks and documents one kind."""
