"""Everything that judges raw text, before any of it is typeset."""
