from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "curricle.design"
    label = "design"
    verbose_name = "Programme design"
