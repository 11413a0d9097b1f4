"""What comes in by the pages of design."""

from __future__ import annotations

from django import forms


class BringForm(forms.Form):
    """One file; what it is, its content says."""

    file = forms.FileField(
        label="Your spreadsheet",
        help_text="Any Excel workbook or CSV in which your modules, outcomes and their mapping live, or the workbook you had from here.",
        max_length=255,
        error_messages={"required": "Choose a file first.", "empty": "The file is empty.", "missing": "Choose a file first."},
    )


class TemplateForm(forms.Form):
    """The university's own Word template."""

    template = forms.FileField(
        label="Your Word template",
        help_text="A .docx with tags such as {{ title }} and {{ aims }}. The help page on papers lists them.",
        max_length=255,
        error_messages={"required": "Choose a template first.", "empty": "The file is empty."},
    )
