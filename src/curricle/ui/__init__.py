"""The page kit: show(), form fields, layout, components, static files, help. It knows no app and keeps no tables."""

from curricle.ui.show import show

__all__ = ["show"]
