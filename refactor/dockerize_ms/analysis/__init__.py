"""What a file means: its steps, what its container needs, which steps the runtime stage repeats."""
