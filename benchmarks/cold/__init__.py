"""One sheet from the command line, in a process of its own."""
