"""Pages on which the modules of a model curriculum are written: what a person sends, sees, and is told where somebody was faster."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from curricle.core.framework import Facts, Framework, Item
from curricle.core.module import Module, Outcome
from curricle.core.terms import Letter, OrganisationKind, Role
from curricle.frameworks import actions, drafts
from curricle.frameworks.snapshot import about_of
from curricle.people.models import Person
from form_of import form_of
from world import demo_framework, organisation, person, publish

pytestmark = pytest.mark.django_db
OUTCOME = Outcome(id="o1", code="LO1", text="Evaluate a gait.")
MODULE = Module(id="m1", code="M1", title="Gait", credits=20, level=7, outcomes=(OUTCOME,))


class Desk:
    """nell and ned edit, pat publishes; the draft is a model curriculum of one module on a published schema."""

    def __init__(self) -> None:
        body = organisation("national", OrganisationKind.NATIONAL)
        self.nell, self.ned = (person(name, body, Role.NATIONAL_EDITOR) for name in ("nell", "ned"))
        self.pat = person("pat", body, Role.NATIONAL_PUBLISHER)
        self.schema = demo_framework("schema-podiatry")
        publish(self.schema, self.nell, self.pat)
        facts = Facts(stands_on=(self.schema.id,))
        made = Framework(id="", line="", code="MC", title="Feet", version="1.0", kind="curriculum", facts=facts)
        draft = actions.begin_draft(by=self.nell, framework=made)
        self.draft = actions.put_module(by=self.nell, draft=draft, seen=1, module=MODULE, core=True, what="Added M1")
        self.at = f"/frameworks/drafts/{self.draft.uuid}/"

    def browser(self, name: str = "nell") -> Client:
        client = Client()
        client.force_login(Person.objects.get(email=f"{name}@national.example"))
        return client

    def get(self, address: str = "", name: str = "nell") -> str:
        return self.browser(name).get(f"{self.at}modules/{address}").content.decode()

    def post(self, address: str, name: str = "nell", **data: object):
        return self.browser(name).post(f"{self.at}modules/{address}", {"revision": self.now.revision, **data})

    def send(self, address: str, **changed: object):
        """Open a page, change some entries of its form, and send it."""
        client = self.browser()
        data = form_of(client.get(f"{self.at}modules/{address}").content.decode())
        return client.post(f"{self.at}modules/{address}", data | changed)

    @property
    def now(self):
        return drafts.draft(self.nell.organisation, str(self.draft.uuid))

    @property
    def module(self) -> Module:
        return about_of(self.now).facts.modules[0]

    def items(self, count: int = 1) -> list[Item]:
        return [item for item in self.schema.items if item.kind == "capability"][:count]

    def letter(self, item: Item) -> str:
        return f"letter:{self.schema.id}:{item.id}"


@pytest.fixture
def desk():
    return Desk()


def test_curriculum_is_begun_with_the_schema_it_stands_on(desk):
    sent = {"title": "Voice", "code": "VOICE", "version": "1.0", "kind": "curriculum", "professions": ""}
    refused = desk.browser().post("/frameworks/drafts/new/", sent)
    assert (refused.status_code, "Choose the schema whose items the modules claim" in refused.content.decode()) == (422, True)
    begun = desk.browser().post("/frameworks/drafts/new/", sent | {"stands_on": desk.schema.id})
    about = about_of(drafts.draft(desk.nell.organisation, begun.url.split("/")[-2]))
    assert (about.kind, about.facts.stands_on) == ("curriculum", (desk.schema.id,))
    empty = desk.browser().get(f"{begun.url}modules/").content.decode()
    assert ("Add the first module" in empty, "will stand here" in empty) == (True, True)


def test_schema_begun_beside_a_choice_stands_on_nothing(desk):
    sent = {"title": "Voice", "code": "VOICE", "version": "1.0", "kind": "schema", "professions": "", "stands_on": desk.schema.id}
    begun = desk.browser().post("/frameworks/drafts/new/", sent)
    assert about_of(drafts.draft(desk.nell.organisation, begun.url.split("/")[-2])).facts == Facts()


def test_facts_choose_what_it_stands_on(desk):
    client = desk.browser()
    page = client.get(f"{desk.at}facts/").content.decode()
    assert f'value="{desk.schema.id}" checked' in page
    data = form_of(page)
    data.pop("stands_on", None)
    assert client.post(f"{desk.at}facts/", data).status_code == 302
    assert (about_of(desk.now).facts.stands_on, "does not say on which schema it stands" in desk.get()) == ((), True)


def test_facts_of_a_module_are_changed_and_wrong_ones_named(desk):
    assert desk.send("m1/", title="Stance", core="optional", aims="About stance.").status_code == 302
    optional = about_of(desk.now).facts.optional_modules
    assert (desk.module.title, desk.module.aims, optional, desk.module.outcomes) == ("Stance", "About stance.", ("m1",), (OUTCOME,))
    desk.send("add/", code="M2", title="Another", credits="10")
    wrong = desk.send("add/", code="M2", title="Third", credits="many")
    says = wrong.content.decode()
    assert (wrong.status_code, "This draft has a module M2 already: Another." in says, 'value="Third"' in says) == (422, True, True)
    assert "Enter the credits as a whole number from 0 to 240" in says


def test_rows_are_added_typed_and_kept(desk):
    typed = {"row": ["o1", "n"], "outcome-o1-code": "LO1", "outcome-o1-text": "Evaluate\r\na gait.", "outcome-n-code": "LO2"}
    more = desk.post("m1/outcomes/", do="add", **typed).content.decode()
    assert ("Outcome 3" in more, 'value="LO2"' in more, desk.module.outcomes) == (True, True, (OUTCOME,))
    wrong = desk.post("m1/outcomes/", do="save", **typed)
    assert (wrong.status_code, "Enter the outcome, or remove the row" in wrong.content.decode()) == (422, True)
    assert desk.post("m1/outcomes/", do="save", **typed, **{"outcome-n-text": "Judge a gait."}).status_code == 302
    assert [(each.id == "o1", each.code, each.text) for each in desk.module.outcomes] == [
        (True, "LO1", "Evaluate\na gait."),
        (False, "LO2", "Judge a gait."),
    ]


def test_hours_say_their_sum_against_the_credits_with_its_source(desk):
    typed = {"row": "n", "hours-n-kind": "scheduled", "hours-n-delivery": "live online", "hours-n-minutes": "150"}
    page = desk.post("m1/hours/", do="sum", **typed).content.decode()
    assert "150 h planned: scheduled 150 h. 20 credits need 200 h: ten hours a credit, CREDIT-10 (MODTPL). 50 h too few." in page
    assert desk.post("m1/hours/", do="save", **typed).status_code == 302
    assert ([(each.minutes, each.delivery) for each in desk.module.hours], "150 h planned, 200 h needed" in desk.get()) == (
        [(9000, "live online")],
        True,
    )


def test_assessments_say_their_weights_and_name_the_outcomes(desk):
    typed = {
        "row": "n",
        "assessment-n-code": "A1",
        "assessment-n-title": "Viva",
        "assessment-n-weight": "60",
        "assessment-n-outcomes": "o1",
    }
    page = desk.post("m1/assessments/", do="sum", **typed).content.decode()
    assert "The weights add up to 60%. They must come to 100%, unless all are pass or fail." in page
    desk.post("m1/assessments/", do="save", **typed)
    assert [(each.weight, each.outcomes) for each in desk.module.assessments] == [(60, ("o1",))]


def test_claims_are_found_by_words_or_code_chosen_and_taken_away(desk):
    first, second = desk.items(2)
    page = desk.get(f"m1/claims/?q={first.code}")
    assert (f'name="{desk.letter(first)}"' in page, "It claims nothing yet" in page) == (True, True)
    looked = desk.post("m1/claims/", outcome="o1", do="find", q="xyzzy", **{desk.letter(first): "D"}).content.decode()
    assert ("No other item fits" in looked, 'value="D" selected' in looked, desk.module.claims) == (True, True, ())
    letters = {desk.letter(first): "D", desk.letter(second): "A", f"letter:{desk.schema.id}:nothing": "A"}
    assert desk.post("m1/claims/", outcome="o1", do="save", **letters).status_code == 302
    assert [(each.item, each.letter) for each in desk.module.claims] == [(first.id, Letter.D), (second.id, Letter.A)]
    desk.post("m1/claims/", outcome="o1", do="save", **{desk.letter(first): ""})
    assert [each.item for each in desk.module.claims] == [second.id]
    gaps = desk.get("m1/claims/?gaps=on")
    assert (f'name="{desk.letter(first)}"' in gaps, "No assessment assesses this outcome yet" in gaps) == (True, True)
    wrong = desk.post("m1/claims/", outcome="o1", do="save", **{desk.letter(first): "X"})
    assert (wrong.status_code, "Choose I, D, A or no claim." in wrong.content.decode()) == (422, True)


def test_claims_wait_for_outcomes_and_a_schema(desk):
    bare = Module(id="m2", code="M2", title="Bare", credits=10, level=7)
    actions.put_module(by=desk.nell, draft=desk.draft, seen=2, module=bare, core=True, what="Added M2")
    assert "Write its outcomes" in desk.get("m2/claims/")
    about = about_of(desk.now)
    actions.change_facts(by=desk.nell, draft=desk.draft, seen=3, about=replace(about, facts=replace(about.facts, stands_on=())))
    assert "Choose the schema it stands on" in desk.get("m1/claims/")


def test_what_no_module_claims_is_told_on_the_drafts_page(desk):
    first = desk.items()[0]
    desk.post("m1/claims/", outcome="o1", do="save", **{desk.letter(first): "D"})
    pages = (desk.browser().get(desk.at).content.decode(), desk.get())
    count = len([item for item in desk.schema.items if item.kind == "capability"])
    for page in pages:
        assert (
            f"1 of {count} capabilities claimed by a module, 0 assessed" in page,
            f"{count - 1} capabilities that no module claims" in page,
        ) == (
            True,
            True,
        )


def test_finding_leads_to_where_it_is_put_right(desk):
    page = desk.get()
    for address, words in (("m1/claims/", "Claim what each module"), ("m1/hours/", "Enter the hours by kind and delivery")):
        assert f'<a href="{desk.at}modules/{address}">{words}' in page
    refused = desk.browser().post(f"{desk.at}stage/", {"to": "submitted", "revision": desk.now.revision})
    assert (refused.status_code, f'href="{desk.at}modules/#stops"' in refused.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("address", "sent", "shows"),
    [
        ("m1/", {"code": "M1", "title": "By nell", "credits": "20", "level": "7", "core": "core"}, ("By ned", "By nell")),
        ("m1/outcomes/", {"row": "o1", "outcome-o1-code": "LO1", "outcome-o1-text": "By nell."}, ("Evaluate a gait.", "By nell.")),
        ("m1/remove/", {}, ("was changed by Ned",)),
    ],
)
def test_whoever_was_slower_at_the_same_module_sees_both_texts(desk, address, sent, shows):
    seen = desk.now.revision
    actions.put_module(by=desk.ned, draft=desk.draft, seen=seen, module=replace(MODULE, title="By ned"), core=True, what="Changed M1")
    clash = desk.browser().post(f"{desk.at}modules/{address}", {"revision": seen, **sent})
    page = clash.content.decode()
    assert (clash.status_code, [each for each in shows if each not in page], desk.module.title) == (409, [], "By ned")
    again = desk.browser().post(f"{desk.at}modules/{address}", {**form_of(page), **sent})
    assert again.status_code == 302


def test_claims_that_clash_are_told_by_the_names_of_their_items(desk):
    seen, first = desk.now.revision, desk.items()[0]
    actions.put_module(by=desk.ned, draft=desk.draft, seen=seen, module=replace(MODULE, title="By ned"), core=True, what="Changed M1")
    clash = desk.browser().post(f"{desk.at}modules/m1/claims/", {"revision": seen, "outcome": "o1", desk.letter(first): "A"})
    assert (clash.status_code, f"Claim LO1 on {first.name}" in clash.content.decode()) == (409, True)


def test_modules_are_moved_removed_and_brought_back(desk):
    desk.send("add/", code="M2", title="Second", credits="10")
    second = about_of(desk.now).facts.modules[1].id
    assert desk.post(f"{second}/step/", step="up").status_code == 302
    assert [each.code for each in about_of(desk.now).facts.modules] == ["M2", "M1"]
    assert desk.post(f"{second}/step/", step="up").status_code == 422
    assert desk.post(f"{second}/step/", step="sideways").status_code == 404
    assert "1 outcome, 0 assessments, 0 claims and its hours go with it" in desk.get("m1/remove/")
    assert desk.post("m1/remove/").status_code == 302
    assert [each.code for each in about_of(desk.now).facts.modules] == ["M2"]
    undo = desk.browser().post(f"{desk.at}undo/", {"revision": desk.now.revision, "page": "modules"})
    assert (undo.url, [each.code for each in about_of(desk.now).facts.modules]) == (f"{desk.at}modules/", ["M2", "M1"])
    assert desk.browser().get(f"{desk.at}modules/gone/").status_code == 404


def test_publisher_reads_and_writes_no_modules(desk):
    page = desk.get(name="pat")
    assert ("Gait" in page, "Add a module" in page, f"{desk.at}modules/m1/hours/" in page) == (True, False, False)
    assert [desk.browser("pat").get(f"{desk.at}modules/{each}").status_code for each in ("add/", "m1/", "m1/claims/")] == [403] * 3
