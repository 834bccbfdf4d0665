"""Documents to keep and to pass on, as PDF: knows how paper looks and nothing of the domain. See docs/documents.md."""
