from curricle.design.models.change import Change
from curricle.design.models.module import AssessmentRow, ClaimRow, HoursRow, ModuleRow, OutcomeRow
from curricle.design.models.papers import PackRow, PaperRow
from curricle.design.models.policy import PolicyRow, RecipeRow, WaiverRow
from curricle.design.models.programme import LensRow, PlacementRow, ProgrammeRow, RollUp

__all__ = [
    "AssessmentRow",
    "Change",
    "ClaimRow",
    "HoursRow",
    "LensRow",
    "ModuleRow",
    "OutcomeRow",
    "PackRow",
    "PaperRow",
    "PlacementRow",
    "PolicyRow",
    "ProgrammeRow",
    "RecipeRow",
    "RollUp",
    "WaiverRow",
]
