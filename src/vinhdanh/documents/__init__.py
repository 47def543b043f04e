"""Paper: plain data to PDF by Typst, to Word for editing, and the signed QR payload.

Knows no database and no Django. `papers` holds the data that each paper prints; the
other modules print it. Fonts lie in `fonts/`, put there at set-up.
"""
