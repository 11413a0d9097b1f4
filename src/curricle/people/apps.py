from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "curricle.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Each app's rules and file purposes announce themselves once. Kinds of jobs do so in the worker alone: they import much."""
        autodiscover_modules("policy", "durability", "conditions", "newer", "personal", "personal_fields")
        from curricle.people.entrance import began  # noqa: PLC0415 - models are known only now

        user_logged_in.connect(began, dispatch_uid="curricle.people.entrance")
