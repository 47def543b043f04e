"""What stands on the sample year: its totals, its certificates, who may open what.

The year is loaded once for this folder, which is why these tests of several rooms
stand together and not in the folders of their rooms.
"""
