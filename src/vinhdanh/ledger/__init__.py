"""What has been awarded or revoked, by whom, since when: the truth about awards."""
