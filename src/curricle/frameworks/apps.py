from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "curricle.frameworks"
    label = "frameworks"
    verbose_name = "Frameworks"
