"""What is told of many answers at once: the rules, the tables and the releases they make."""
