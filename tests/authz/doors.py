"""All doors. Whoever adds a route adds its door here, and its object to the matrix; test_routes.py says what is missing.

A part of the product has a file of doors of its own, doors_<part>.py, with DOORS; a door is data, see door.py for its fields.
A new interface, such as one for programs, is a file of its own too: Door(how="api", visitor=401, ...).
"""

from __future__ import annotations

from authz.door import Door
from authz.doors_api import DOORS as API
from authz.doors_case import DOORS as CASE
from authz.doors_consultations import DOORS as CONSULTATIONS
from authz.doors_crosswalks import DOORS as CROSSWALKS
from authz.doors_design import DOORS as DESIGN
from authz.doors_drafts import DOORS as DRAFTS
from authz.doors_frameworks import DOORS as FRAMEWORKS
from authz.doors_links import DOORS as LINKS
from authz.doors_members import DOORS as MEMBERS
from authz.doors_people import DOORS as PEOPLE
from authz.doors_programme import DOORS as PROGRAMME
from authz.doors_signin import DOORS as SIGNIN

DOORS: tuple[Door, ...] = (
    *PEOPLE,
    *SIGNIN,
    *MEMBERS,
    *FRAMEWORKS,
    *CASE,
    *CONSULTATIONS,
    *CROSSWALKS,
    *DESIGN,
    *DRAFTS,
    *LINKS,
    *PROGRAMME,
    *API,
)
