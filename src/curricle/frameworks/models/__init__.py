from curricle.frameworks.models.case import CaseBytes, CaseEntry, CaseHead
from curricle.frameworks.models.consultation import ConsultationComment, ConsultationInvitation
from curricle.frameworks.models.crosswalk import CrosswalkChange, CrosswalkLinkRow, CrosswalkRow, CrosswalkStepRow
from curricle.frameworks.models.draft import Draft, DraftChange, DraftItem, DraftStageRow
from curricle.frameworks.models.imported import ImportRecord
from curricle.frameworks.models.item import ItemRow
from curricle.frameworks.models.reading import ReadingRow, RecipeRow
from curricle.frameworks.models.verdict import VerdictRow
from curricle.frameworks.models.version import Line, StageRow, Version

__all__ = [
    "CaseBytes",
    "CaseEntry",
    "CaseHead",
    "ConsultationComment",
    "ConsultationInvitation",
    "CrosswalkChange",
    "CrosswalkLinkRow",
    "CrosswalkRow",
    "CrosswalkStepRow",
    "Draft",
    "DraftChange",
    "DraftItem",
    "DraftStageRow",
    "ImportRecord",
    "ItemRow",
    "Line",
    "ReadingRow",
    "RecipeRow",
    "StageRow",
    "VerdictRow",
    "Version",
]
