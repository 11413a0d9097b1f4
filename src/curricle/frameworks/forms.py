"""What comes in by the pages of frameworks."""

from __future__ import annotations

from django import forms


class BringForm(forms.Form):
    """One file; what it is, its content says."""

    file = forms.FileField(
        label="Your file",
        help_text="A CASE package, a Skills England standard, an OpenSALT or OpenCASE file, Curricle's template or JSON. 64 MB at most.",
        max_length=255,
        error_messages={"required": "Choose a file first.", "empty": "The file is empty.", "missing": "Choose a file first."},
    )
