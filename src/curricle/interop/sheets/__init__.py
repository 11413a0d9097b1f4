"""Spreadsheets: our own programme workbook, our framework template, and "show me your sheet" for everything else."""
