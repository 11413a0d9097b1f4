"""The package of a framework of the store, with its times and its status."""

from __future__ import annotations

from curricle.core.framework import Framework
from curricle.interop.case import Profile, write
from curricle.interop.case.parts import BASE
from curricle.interop.case.rules import BASE_PATH


def stored(framework: Framework, profile: Profile) -> bytes:
    """As the installation serves it, at CURRICLE_ADDRESS where that is set."""
    from django.conf import settings

    from curricle.frameworks.case import queries
    from curricle.interop.case.writing import package

    try:
        version = queries.document(framework.id)
    except queries.NotThere:
        return write(framework, profile=profile)
    base = f"{settings.ADDRESS.rstrip('/')}{BASE_PATH}" if settings.ADDRESS else BASE
    served = queries.serve(version, base)
    return package(served.index, served.standing, profile=profile)
