"""Folding handouts: imposition, the files for printing, and the proof of both."""
