"""Words that no report of ours may say."""

import re

# What may not be said of figures without a group to compare with, or of people.
PROMISES = re.compile(
    r"\b(impact\w*|effect\w*|caus\w+|results? in|thanks to|because of us|clinically|significan\w+|"
    r"prove[ns]?|anonymi[sz]ed|works)\b",
    re.IGNORECASE,
)
