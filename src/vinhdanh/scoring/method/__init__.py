"""The arithmetic of points, exact and without Django: entries in, a score out.

`leaf.worth` values one criterion, `cluster.worths` one that depends on the others of a
block, `total.add_up` a whole sheet, `ranking.ranked` a block. Points are fractions
until they are shown; what cannot be valued is not known, never zero.
"""
