"""Printable patient handouts for prolotherapy and related injections: localized, tagged, proven PDF sheets."""

__version__ = "0.1.0"
