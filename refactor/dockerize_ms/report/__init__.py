"""Results for people and for programs: diff, text, JSON."""
