"""What is told of the whole: when a digest is due and worth sending, and the proof that nothing is lost."""
