"""Where the time goes.  Figures of one machine are compared with each other only."""
