"""A version of the program that brings one more app, and with it migrations."""

from curricle.config.settings import production

globals().update({name: value for name, value in vars(production).items() if name.isupper()})
INSTALLED_APPS = [*production.INSTALLED_APPS, "halfway"]
