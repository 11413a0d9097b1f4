"""What is no address of a framework is not there."""

from __future__ import annotations

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["DEMO-POD", "-" * 36, "00000000-0000-0000-0000-000000000000"])
@pytest.mark.parametrize("under", ["", "branch/", "items/K1/", "download/case/"])
def test_address_that_names_no_version_is_404(client, version, under):
    assert client.get(f"/frameworks/{version}/{under}").status_code == 404
