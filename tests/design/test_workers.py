"""A module is given to a module lead, who may then change it, and taken back."""

import pytest
from django.test import Client

from curricle.core.terms import Role
from curricle.design import actions
from curricle.people.models import Person
from curricle.people.policy import Forbidden
from curricle.people.queries import actor_for, assigned_to
from world import demo_programme, organisation, person

pytestmark = pytest.mark.django_db
PAGE = "/programmes/WU-POD/modules/PODI701/people/"


@pytest.fixture
def wharfe():
    return organisation("wharfe")


@pytest.fixture
def alice(wharfe):
    return person("alice", wharfe, Role.LEAD)


@pytest.fixture
def row(alice):
    return actions.replace_draft(by=alice, programme=demo_programme("programme-podiatry"))


def browser(actor):
    client = Client()
    client.force_login(Person.objects.get(pk=actor.person))
    return client


def test_lead_assigns_a_module_and_takes_it_back(wharfe, alice, row):
    mia = person("mia", wharfe, Role.MODULE_LEAD)
    module = demo_programme("programme-podiatry").modules[0]
    client = browser(alice)
    assert client.post(PAGE, {"person": mia.person}).status_code == 302
    assert assigned_to(wharfe.pk, [module.id]) == {module.id: (mia.person,)}
    assert module.id in actor_for(Person.objects.get(pk=mia.person)).assigned
    client.post(PAGE, {"person": mia.person, "do": "end"})
    assert assigned_to(wharfe.pk, [module.id]) == {}


def test_assigned_module_lead_may_change_the_module_and_no_other(wharfe, alice, row):
    mia = person("mia", wharfe, Role.MODULE_LEAD)
    browser(alice).post(PAGE, {"person": mia.person})
    client = browser(mia)
    assert client.get("/programmes/WU-POD/modules/PODI701/outcomes/").status_code == 200
    assert client.get("/programmes/WU-POD/modules/PODI702/outcomes/").status_code == 403


def test_somebody_of_another_university_cannot_be_given_the_module(alice, row):
    stranger = person("sam", organisation("aire"), Role.MODULE_LEAD)
    answer = browser(alice).post(PAGE, {"person": stranger.person})
    assert (answer.status_code, "holds no role" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("chosen", ["", "-1", "x" * 40, "9" * 30])
def test_nonsense_is_answered_in_words(alice, row, chosen):
    answer = browser(alice).post(PAGE, {"person": chosen})
    assert (answer.status_code, "Choose a person first." in answer.content.decode()) == (422, True)


def test_module_lead_may_not_assign(wharfe, alice, row):
    mia = person("mia", wharfe, Role.MODULE_LEAD)
    with pytest.raises(Forbidden):
        actions.assign_module(by=mia, programme=row, module="m", label="M", person=mia.person)
    assert browser(mia).post(PAGE, {"person": mia.person}).status_code == 403
