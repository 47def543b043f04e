"""Excel in and out: guess columns, show every bad cell at once, never half-import.

`reading.open_workbook` → `mapping.guess` → `reading.read`; out by `writing.workbook`.
Plain Python: nothing here stores anything.
"""
