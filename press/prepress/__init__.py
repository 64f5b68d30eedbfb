"""Files for a print shop: colours into inks, and what is in inks read back."""
