"""Real and rogue servers that tests run against, on loopback and on ports that were free."""
