from django.apps import AppConfig


class ConnectConfig(AppConfig):
    name = "curricle.connect"
    label = "connect"
    verbose_name = "Programs of others"
