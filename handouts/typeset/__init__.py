"""Typesetting: blocks -> set blocks -> pages.  Knows fonts and lines; knows no PDF."""
