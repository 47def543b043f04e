"""Why a verdict, an office's own rules, the law of other days."""
