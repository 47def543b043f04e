"""The ledger of awards, and one award with its entries."""
