"""The measuring of speed, memory and start-up, against programs and pipelines that do the same work: ``make bench``."""
