"""What C and C++ programs are made of, and what they need when they run."""
