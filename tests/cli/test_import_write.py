"""`curricle import` and `curricle write`: the documented shapes, and what is kept."""

from __future__ import annotations

import hashlib

import pytest
from click.testing import CliRunner

from curricle.cli.main import curricle
from curricle.core.terms import OrganisationKind, Role
from curricle.frameworks.models import Draft, ImportRecord
from curricle.interop import read_framework
from framework_files import FILES, FRAMEWORK
from world import organisation, person

KEYS = ["format", "title", "onto", "counts", "facts", "rows", "doubtful", "problems", "kept"]


@pytest.fixture
def files(tmp_path):
    for name in ("template.csv", "moodle.csv", "ours.json"):
        (tmp_path / name).write_bytes(FILES[name][0])
    (tmp_path / "changed.csv").write_bytes(FILES["template.csv"][0].replace(b"Prescribes orthoses", b"Prescribes and fits orthoses"))
    return tmp_path


def test_import_shows_what_a_file_would_change(ask, files):
    answer = ask("import", files / "changed.csv", "--onto", files / "ours.json", "--json")
    document = answer.document
    assert (answer.code, list(document), document["kept"]) == (0, KEYS, {})
    assert {name: count for name, count in document["counts"].items() if count} == {"update": 1, "same": 4}
    assert [(row["acts"], row["fields"], row["place"][:5]) for row in document["rows"]] == [(["update"], ["statement"], "line ")]
    assert "update: A2 Prescribes and fits orthoses" in ask("import", files / "changed.csv", "--onto", files / "ours.json").out


@pytest.mark.django_db
def test_import_refuses_what_is_not_there_and_needs_somebody_to_keep(ask, files):
    assert ask("import", files / "changed.csv", "--onto", files / "none.json").code == 3
    assert ask("import", files / "changed.csv", "--keep").code == 2


@pytest.mark.django_db
def test_import_keeps_as_somebody_whose_role_allows_it(ask, files):
    body = organisation("national", OrganisationKind.NATIONAL)
    person("nell", body, Role.NATIONAL_EDITOR)
    person("pat", body, Role.NATIONAL_PUBLISHER)
    email = _email("nell")
    assert ask("import", files / "template.csv", "--keep", "--by", _email("pat")).code == 3
    first = ask("import", files / "template.csv", "--keep", "--by", email, "--json").document
    assert (Draft.objects.get().items.count(), first["kept"]["import"]) == (5, str(ImportRecord.objects.get().uuid))
    again = ask("import", files / "template.csv", "--keep", "--by", email)
    assert "Nothing differs; nothing was kept." in again.out
    ask("import", files / "changed.csv", "--keep", "--by", email)
    assert (Draft.objects.get().revision, ImportRecord.objects.count()) == (2, 2)


def _email(name):
    from curricle.people.models import Person

    return Person.objects.get(name__icontains=name).email


def test_write_gives_path_and_digest_of_a_file_that_reads_back(ask, files):
    answer = ask("write", files / "ours.json", "--to", "opensalt", "--into", files / "out" / "salt.xlsx", "--json")
    data = (files / "out" / "salt.xlsx").read_bytes()
    assert (answer.code, answer.document["digest"]) == (0, hashlib.sha256(data).hexdigest())
    assert {item.id for item in read_framework(data).value.items} == {item.id for item in FRAMEWORK.items}


def test_write_without_a_file_gives_the_bytes(files):
    result = CliRunner().invoke(curricle, ["write", str(files / "ours.json"), "--to", "moodle"])
    assert (result.exit_code, result.stdout_bytes) == (0, FILES["moodle.csv"][0])


@pytest.mark.django_db
def test_write_refuses_an_unknown_framework_and_format(ask, files):
    assert ask("write", files / "none.json", "--to", "csv").code == 3
    assert ask("write", files / "ours.json", "--to", "papyrus").code == 2
