"""The nouns and the rules of a consultation's mail: values and pure functions, standard library only."""
