"""PDFium's room: what is really in a finished PDF."""
