"""Editing a framework: an outline of it, and one small function for each act, value in and value out."""
