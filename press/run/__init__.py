"""From an order to what lies in `dist/`."""
