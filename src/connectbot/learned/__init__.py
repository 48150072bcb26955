"""What was learned from labelled words: small linear models in JSON, scored in plain Python."""

from connectbot.learned.features import features, fingerprint
from connectbot.learned.linear import Linear
from connectbot.learned.shelf import Unusable, models

__all__ = ["Linear", "Unusable", "features", "fingerprint", "models"]
