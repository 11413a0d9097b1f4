"""What ./run and a server use. DEBUG is off; the secret key lives in the data folder."""

from curricle.config.secret import secret_key
from curricle.config.settings.base import *

SECRET_KEY = secret_key(DATA)
