"""Many sheets in one run: every clinic's, or one for each of today's patients."""
