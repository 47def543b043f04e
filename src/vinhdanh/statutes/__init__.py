"""The law as data: instruments, facts, dated values, regimes, standards, cases."""
