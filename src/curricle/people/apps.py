from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "curricle.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Each app's policy table, file purposes and job kinds announce themselves once, whatever process this is."""
        autodiscover_modules("policy", "tasks")
