"""Open lists: the kinds, relations, pillars and frameworks known so far. A document may use others; nothing here is a limit."""

from __future__ import annotations

#: Kinds of item with their label. A framework may use any string; an unknown kind is shown as written.
KINDS = {
    "pillar": "Pillar",
    "domain": "Domain",
    "theme": "Theme",
    "stage": "Stage",
    "level": "Level",
    "group": "Group",
    "capability": "Capability",
    "competency": "Competency",
    "outcome": "Outcome",
    "criterion": "Criterion",
    "indicative content": "Indicative content",
    "knowledge": "Knowledge",
    "skill": "Skill",
    "behaviour": "Behaviour",
    "attribute": "Attribute",
    "duty": "Duty",
    "standard": "Standard",
}

#: Kinds that claims point to unless the framework says otherwise (meanings, 2).
MAPPABLE = ("capability", "knowledge", "skill", "behaviour")

#: Relations between items: the CASE 1.1 vocabulary; own ones start with "ext:".
RELATIONS = (
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
)
CHILD_OF = "isChildOf"

PILLARS = ("clinical", "leadership and management", "education", "research")

#: The ten commissioned professions with their regulator (SEED, confidence A; regulators D).
PROFESSIONS = {
    "dietitian": "HCPC",
    "diagnostic radiographer": "HCPC",
    "occupational therapist": "HCPC",
    "operating department practitioner": "HCPC",
    "osteopath": "GOsC",
    "paramedic": "HCPC",
    "physiotherapist": "HCPC",
    "podiatrist": "HCPC",
    "prosthetist and orthotist": "HCPC",
    "therapeutic radiographer": "HCPC",
}

#: What a framework is. Views over one value type; other words are allowed.
FRAMEWORK_KINDS = {
    "standard": "Apprenticeship standard",
    "schema": "Training schema",
    "curriculum": "Model curriculum",
    "outcomes": "Programme outcomes",
    "framework": "Framework",
}


def kind_label(kind: str) -> str:
    """The label of a kind of item; an unknown kind is its own label."""
    return KINDS.get(kind, kind[:1].upper() + kind[1:])


def pillar_of(text: str) -> str:
    """The known pillar that a heading names, or the empty string.

    "Clinical practice" -> "clinical"; "Leadership & management" -> "leadership and management".
    """
    words = text.casefold().replace("&", "and")
    for pillar in PILLARS:
        if pillar.split()[0] in words:
            return pillar
    return ""
