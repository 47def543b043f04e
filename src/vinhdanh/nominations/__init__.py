"""Who is put forward for what, with the law's word on each."""
