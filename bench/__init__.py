"""How fast a message is answered, beside the fastest that these rows can be written at all."""
