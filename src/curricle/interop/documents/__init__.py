"""Papers as files: PDF (typst, PDF/UA-1), DOCX (python-docx), XLSX (xlsxwriter), ZIP. The tree comes from curricle.core.papers."""
