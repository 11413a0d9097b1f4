"""The first page of an organisation that has no programmes yet: what will be here, and who begins."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "says", "button"),
    [
        ("alice", "Begin with the spreadsheet that you have.", ("/bring/", "Bring a programme")),
        ("bob", "A programme lead brings them.", ("/people/invite/", "Invite a programme lead")),
    ],
)
def test_first_page_offers_what_this_role_may_do(request, who: str, says: str, button: tuple[str, str]):
    page = request.getfixturevalue(who).client.get("/").content.decode()
    empty = page.split('class="cu-empty"')[1].split("</div>")[0]
    assert (says in empty, re.search(r'href="([^"]+)"[^>]*>([^<]+)<', empty).groups()) == (True, button)
