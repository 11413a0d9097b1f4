"""Which roles an organisation of each kind can give."""

from __future__ import annotations

from curricle.core.terms import OrganisationKind as Kind
from curricle.core.terms import Role

ADMINISTRATOR_OF = {
    Kind.NATIONAL: Role.NATIONAL_PUBLISHER,
    Kind.UNIVERSITY: Role.UNIVERSITY_ADMIN,
    Kind.EMPLOYER: Role.EMPLOYER_ADMIN,
    Kind.PROFESSIONAL_BODY: Role.BODY_ADMIN,
    # An assessment organisation has no administrator's role of its own in the matrix: its assessor is its first person.
    Kind.ASSESSMENT_ORGANISATION: Role.ASSESSOR,
}
ROLES_OF = {
    Kind.NATIONAL: (Role.NATIONAL_EDITOR, Role.NATIONAL_PUBLISHER, Role.REVIEWER),
    Kind.UNIVERSITY: (
        Role.UNIVERSITY_ADMIN,
        Role.LEAD,
        Role.MODULE_LEAD,
        Role.TUTOR,
        Role.APPRENTICE,
        Role.REVIEWER,
        Role.AUDITOR,
    ),
    Kind.EMPLOYER: (Role.EMPLOYER_ADMIN, Role.MENTOR, Role.AUDITOR),
    Kind.PROFESSIONAL_BODY: (Role.BODY_ADMIN, Role.REVIEWER),
    Kind.ASSESSMENT_ORGANISATION: (Role.ASSESSOR,),
}


def as_one(role: Role) -> str:
    """a programme lead, an apprentice, a university administrator."""
    label = role.label[:1].lower() + role.label[1:]
    return f"{'an' if label[0] in 'aeio' else 'a'} {label}"


def needs_factor(role: Role) -> bool:
    """Whether who holds it needs a second factor where the installation asks for them."""
    return role is not Role.APPRENTICE
