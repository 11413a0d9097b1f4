"""An app for the tests of upgrading: its migrations do what CURRICLE_TRIAL says (good, fail, hang). Its settings are in settings.py."""
