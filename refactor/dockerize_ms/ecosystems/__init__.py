"""What tools and languages do: one module each, found by the commands it knows."""
