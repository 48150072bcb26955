"""The choices of UK data protection law that an operator makes; connectbot makes none of them."""

from __future__ import annotations

LAWFUL_BASES = {
    "consent": "Article 6(1)(a): the person agreed, freely, and can take it back",
    "contract": "Article 6(1)(b): needed for a contract with the person",
    "legal-obligation": "Article 6(1)(c): a law requires it",
    "vital-interests": "Article 6(1)(d): needed to protect somebody's life",
    "public-task": "Article 6(1)(e): a task in the public interest that a law gives you",
    "recognised-legitimate-interests": "Article 6(1)(ea), from the Data (Use and Access) Act 2025, "
    "which names safeguarding: look whether it is in force for you",
    "legitimate-interests": "Article 6(1)(f): your interests, weighed against the person's in "
    "writing; not for public authorities in their tasks",
}
"""What CONNECTBOT_LAWFUL_BASIS may be, for ordinary personal data."""

SPECIAL_CONDITIONS = {
    "explicit-consent": "Article 9(2)(a): the person agreed to just this, in so many words",
    "vital-interests": "Article 9(2)(c): to protect a life, where the person cannot agree",
    "not-for-profit-body": "Article 9(2)(d): a not-for-profit body, its members and those in "
    "regular contact, with nothing given to others",
    "substantial-public-interest": "Article 9(2)(g), with a condition of Schedule 1 to the Data "
    "Protection Act 2018 (17 counselling, 18 safeguarding) and a policy document",
    "health-or-social-care": "Article 9(2)(h), under somebody who owes confidentiality",
    "public-health": "Article 9(2)(i), under somebody who owes confidentiality",
}
"""What CONNECTBOT_SPECIAL_CATEGORY may be, for health and the like: residents write of it."""
