from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "curricle.ui"
    label = "ui"
    verbose_name = "Page kit"
