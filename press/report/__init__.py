"""Where a guide stands: readability and the checklists of the field."""
