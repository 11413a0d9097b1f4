"""Pages that say no."""
