"""Where staff work: what waits for them, what they ask for by name or number, and what they decide."""
