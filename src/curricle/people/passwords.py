"""Which passwords are refused beyond Django's own rules: those that somebody who knows the person would try first."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError

from curricle.people import queries

OURS = ("curricle",)
SHORTEST_WORD = 4  # shorter parts of a name stand in too many honest words
NEEDED_BESIDES = 8
REMEDY = "Choose another: three or four unrelated words are good."


class NotLikeThePerson(UserAttributeSimilarityValidator):
    """Django's, in our words."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with what to do instead."""
        try:
            super().validate(password, user)
        except ValidationError as stop:
            what = "e-mail address" if stop.params["verbose_name"] == "email" else stop.params["verbose_name"]
            raise ValidationError(f"This password is like your {what}. {REMEDY}", code=stop.code) from None


class LongEnough(MinimumLengthValidator):
    """Django's, in our words."""

    def get_error_message(self) -> str:
        return f"This password is too short. Use at least {self.min_length} characters: three or four unrelated words are good."


class NotCommon(CommonPasswordValidator):
    """Django's, in our words."""

    def get_error_message(self) -> str:
        return f"Too many people use this password. {REMEDY}"


class OwnWords:
    """Refuses a password of which too little is left without words of the person, of their organisations and of the product,
    and a common password with digits or signs hung on to it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError with what to do instead."""
        rest = _letters(password)
        for word in sorted(_words_of(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        shortened = len(rest) < len(_letters(password))
        if shortened and len(rest) < NEEDED_BESIDES:
            raise ValidationError(
                "This is mostly your name, your e-mail address, your organisation or the name of this program. Choose unrelated words.",
                code="own_words",
            )
        _not_common(re.sub(r"[^a-z]+$", "", password.casefold()))

    def get_help_text(self) -> str:
        return "Your password should not be made of your name, your organisation or the name of this program."


def _words_of(person: Any) -> set[str]:
    texts = [*OURS]
    if person is not None:
        texts += [getattr(person, "name", ""), getattr(person, "email", "")]
        if getattr(person, "pk", None):
            texts += [text for each in queries.organisations_of(person.pk) for text in (each.name, each.code)]
    words = {word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def _letters(password: str) -> str:
    return re.sub(r"[\W_]+", "", password.casefold())


def _not_common(stem: str) -> None:
    """A common password stays common with a year behind it."""
    try:
        CommonPasswordValidator().validate(stem)
    except ValidationError:
        raise ValidationError("This is a common password with something added to it. Choose unrelated words.", code="common") from None
