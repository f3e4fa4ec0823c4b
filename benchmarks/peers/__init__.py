"""The program beside others that make PDFs: the same sheets, in the same fonts, each of another clinic."""
