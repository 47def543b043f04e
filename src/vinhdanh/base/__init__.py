"""What several rooms need and no word of the trade: ids, chains, files, tasks."""
