"""How a release is shown to whoever pays for it: its sections, charts and sentences."""
