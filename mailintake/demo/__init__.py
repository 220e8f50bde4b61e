"""The demo: the story of Luleå's consultation, played on a simulated clock with real parts on this computer."""
