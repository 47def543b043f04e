"""Placeholder until next step."""
def official_docx(paper): raise NotImplementedError
