"""Registers of professionals: who keeps which, and whether a number looks like one of theirs. A number is doubted, never refused.

Sources: the ten professions and their regulator stand in registry.py. HCPC numbers "have up to six numbers and start with the letters
of the profession code" (hcpc-uk.org, how to check the Register; confidence A); the codes are those of HCPC's registrant snapshots
(hcpc-uk.org, 2021; A). That a GOsC number is up to six digits, perhaps with a stroke, is general knowledge of the field (D).
"""

from __future__ import annotations

import re

from curricle.core.registry import PROFESSIONS

REGULATORS = {"HCPC": "Health and Care Professions Council", "GOsC": "General Osteopathic Council"}

#: HCPC's letters before the number, by profession.
HCPC_CODES = {
    "diagnostic radiographer": "RA",
    "dietitian": "DT",
    "occupational therapist": "OT",
    "operating department practitioner": "ODP",
    "paramedic": "PA",
    "physiotherapist": "PH",
    "podiatrist": "CH",
    "prosthetist and orthotist": "PO",
    "therapeutic radiographer": "RA",
}


def regulator_of(profession: str) -> str:
    """ "HCPC" or "GOsC" for a profession we know, "" for any other."""
    return PROFESSIONS.get(profession, "")


def tidy(number: str) -> str:
    """As registers print it: capitals, no blanks. "ph 12345" -> "PH12345"."""
    return "".join(number.split()).upper()


def number_doubt(regulator: str, profession: str, number: str) -> str:
    """Why this number (see tidy) does not look like one of that register, in a sentence; "" when it does or nobody can say."""
    if not number:
        return ""
    if regulator == "HCPC":
        return _hcpc_doubt(HCPC_CODES.get(profession, ""), number)
    if regulator == "GOsC" and not re.fullmatch(r"(\d{1,3}/)?\d{1,6}", number):
        return "GOsC numbers are most often up to six digits."
    return ""


def _hcpc_doubt(code: str, number: str) -> str:
    found = re.fullmatch(r"([A-Z]{2,3})\d{1,6}", number)
    if found is None:
        return f"HCPC numbers are {code or 'the letters of the profession'} and up to six digits, such as {code or 'PH'}12345."
    if code and found[1] != code:
        return f"HCPC numbers of this profession begin with {code}, not {found[1]}."
    return ""
