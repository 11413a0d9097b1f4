"""Backups: one file that holds everything kept, made while people work, and restored onto SQLite or PostgreSQL (docs/decisions/0021)."""
