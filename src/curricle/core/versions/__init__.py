"""Two versions of one framework: who is who (pairing), what became of each item (compare), and which words changed (words)."""
