"""The static site: what is approved, put out as pages, PDFs, a search and feeds, in one folder."""
