"""Excel in and out: guess columns, show every bad cell at once, never half-import.

`reading.open_workbook` → `recognition.recognise` says which of `lists.LISTS` it may be
→ `mapping.guess` → `reading.read`; out by `lists.tables` and `writing.workbook`.
Plain Python: nothing here stores anything.
"""
