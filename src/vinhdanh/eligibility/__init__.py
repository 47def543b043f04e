"""The only door between the rows and the law: facts out, verdicts and receipts in."""
