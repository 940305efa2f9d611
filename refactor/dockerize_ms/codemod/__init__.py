"""Many repositories: finding Dockerfiles, one task a file, resuming, writing, reports."""
