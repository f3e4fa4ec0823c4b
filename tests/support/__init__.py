"""Instruments that look at finished PDFs from outside: they share no code with the program that made them."""
