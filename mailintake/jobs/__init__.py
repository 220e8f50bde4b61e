"""The imperative shell: each job is one sentence, and the only place where stages meet."""
