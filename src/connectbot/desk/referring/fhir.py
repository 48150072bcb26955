"""A referral as a minimal FHIR R4B Bundle: ServiceRequest, Task and Consent, and nothing more.

No name, no number, no date of birth: the person is a random id of ours. Codes of SNOMED are left
out but for what was checked; states stand as text beside FHIR's own words.
"""

from __future__ import annotations

import uuid
from typing import Any

from connectbot.model.referral import Referral, State

SYSTEM = "urn:x-connectbot"
"""How each of our ids says whose it is."""

TASK: dict[State, str] = {
    "draft": "draft",
    "awaiting_consent": "draft",
    "sent": "requested",
    "accepted": "accepted",
    "waiting_list": "on-hold",
    "needs_information": "on-hold",
    "contact_tried": "in-progress",
    "in_progress": "in-progress",
    "completed_got_help": "completed",
    "declined_by_service": "rejected",
    "declined_by_person": "cancelled",
    "no_longer_interested": "cancelled",
    "redirected": "cancelled",
    "did_not_help": "failed",
    "closed_no_contact": "failed",
    "lapsed": "cancelled",
    "entered_in_error": "entered-in-error",
}
"""What each state is as the status of a Task."""

_REQUEST = {"draft": "draft", "completed": "completed", "entered-in-error": "entered-in-error"}
_OVER = frozenset({"rejected", "cancelled", "failed"})
_PRIORITY = {"routine": "routine", "soon": "urgent", "urgent": "asap"}
_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_CATEGORY = "http://terminology.hl7.org/CodeSystem/v3-ActCode"


def bundle(referral: Referral, group: str) -> dict[str, Any]:
    """The Bundle of one, ready for JSON; `group` is the listing's name."""
    made = (_request(referral, group), _task(referral, group), _consent(referral))
    return {
        "resourceType": "Bundle",
        "id": referral.id,
        "type": "collection",
        "timestamp": (referral.moved_at or referral.made_at).isoformat(timespec="seconds"),
        "entry": [
            {"fullUrl": _url(one["resourceType"], referral), "resource": one} for one in made
        ],
    }


def _url(kind: str, referral: Referral) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{SYSTEM}:{kind}:{referral.id}')}"


def _subject(referral: Referral) -> dict[str, Any]:
    """The person, as one of this referral and of no other."""
    return {"type": "Patient", "identifier": _identifier("person-of", referral.id)}


def _identifier(what: str, value: str) -> dict[str, str]:
    return {"system": f"{SYSTEM}:{what}", "value": value}


def _group(referral: Referral, group: str) -> dict[str, Any]:
    return {
        "type": "HealthcareService",
        "identifier": _identifier("listing", f"{referral.listing}/{referral.listing_number}"),
        "display": group,
    }


def _request(referral: Referral, group: str) -> dict[str, Any]:
    status = TASK[referral.state]
    return {
        "resourceType": "ServiceRequest",
        "identifier": [_identifier("referral", referral.id)],
        "status": _REQUEST.get(status, "revoked" if status in _OVER else "active"),
        "intent": "proposal" if referral.sent_at is None else "order",
        "priority": _PRIORITY[referral.urgency],
        "code": {"text": "Introduction to a community group"},
        "subject": _subject(referral),
        "authoredOn": referral.made_at.isoformat(timespec="seconds"),
        "performer": [_group(referral, group)],
        **({"reasonCode": [{"text": referral.need}]} if referral.need else {}),
    }


def _task(referral: Referral, group: str) -> dict[str, Any]:
    changed = referral.moved_at or referral.made_at
    return {
        "resourceType": "Task",
        "identifier": [_identifier("referral", referral.id)],
        "status": TASK[referral.state],
        "businessStatus": {"text": referral.state.replace("_", " ")},
        **({"statusReason": {"text": referral.reason}} if referral.reason else {}),
        "intent": "proposal" if referral.sent_at is None else "order",
        "focus": {"reference": _url("ServiceRequest", referral)},
        "for": _subject(referral),
        "owner": _group(referral, group),
        "authoredOn": referral.made_at.isoformat(timespec="seconds"),
        "lastModified": changed.isoformat(timespec="seconds"),
        **_said(referral),
    }


def _said(referral: Referral) -> dict[str, Any]:
    """The word of each side, kept apart."""
    said = (("resident", referral.resident_says), ("group", referral.provider_says))
    output = [
        {"type": {"text": f"what the {who} says"}, "valueString": word.replace("_", " ")}
        for who, word in said
        if word
    ]
    return {"output": output} if output else {}


def _consent(referral: Referral) -> dict[str, Any]:
    agreed = referral.sent_at is not None
    withdrawn = referral.state in ("no_longer_interested", "entered_in_error")
    if not agreed:
        status = "rejected" if referral.over else "proposed"
    else:
        status = "inactive" if withdrawn else "active"
    at = referral.sent_at or referral.asked_at
    return {
        "resourceType": "Consent",
        "identifier": [_identifier("consent", referral.id)],
        "status": status,
        "scope": {"coding": [{"system": _SCOPE, "code": "patient-privacy"}]},
        "category": [{"coding": [{"system": _CATEGORY, "code": "INFA"}]}],
        "patient": _subject(referral),
        **({"dateTime": at.isoformat(timespec="seconds")} if at else {}),
        "policyRule": {"coding": [{"system": _CATEGORY, "code": "OPTIN"}]},
        "provision": {
            "type": "permit" if agreed and not withdrawn else "deny",
            "purpose": [
                {
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
                    "code": "TREAT",
                    "display": f"shared: {referral.share or 'nothing'}",
                }
            ],
        },
    }
