"""What is done on a developer's machine alone: learning from labelled words."""
