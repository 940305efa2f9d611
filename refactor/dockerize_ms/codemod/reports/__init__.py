"""Reports over many files, one module a format: pieces of text, so that rows may be many."""
