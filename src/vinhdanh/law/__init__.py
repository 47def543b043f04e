"""The engine: dates, parameters, conditions, titles, verdicts. It knows no statute.

Everything here is plain Python; the modules that build columns import Polars and are
therefore loaded only when a verdict is asked for (0.8 s), never at start-up.
"""
