"""The phone edition: a product as one file for a screen, proved word for word in a browser."""
