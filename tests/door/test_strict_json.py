import json
import random

import pytest

from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.door.strict_json import loads


def refusal(text: str | bytes, **options: object) -> str:
    with pytest.raises(Refused) as stop:
        loads(text if isinstance(text, bytes) else text.encode(), **options)
    return str(stop.value)


def test_loads_ordinary_json_gives_its_value():
    text = '{"a": [1, -2, "x\\u00e9\\ud83d\\ude00", null, true], "b": {}}'
    assert loads(text.encode()) == {"a": [1, -2, "xé😀", None, True], "b": {}}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"a": {"b": 1, "b": 2}}', '$.a: the name "b" stands twice in this object'),
        ('{"a": [{}, {"b": 1, "c": {}, "\\u0062": 2}]}', '$.a[1]: the name "b" stands twice in this object'),
        ('{"a": [1, NaN]}', "$.a[1]: NaN is not a number that JSON has"),
        ('{"a": -Infinity}', "$.a: -Infinity is not a number that JSON has"),
        ('{"a": [true, false, null, 7], "b": NaN}', "$.b: NaN is not a number that JSON has"),
        ('{"a\\x": 1, "b": NaN}', "line 1, column 4: this is not JSON: a backslash stands before a letter that it cannot"),
        ('{"a": 1.5}', "$.a: the number 1.5 is not a whole number"),
        ('{"a": ' + "9" * 5000 + "}", "$.a: this number has too many digits"),
        ('{"a": 1} x', "line 1, column 10: this is not JSON: the JSON ends before this text"),
        ('{"a":\n 1,2}', "line 2, column 4: this is not JSON: a name in double quotes is expected here"),
        ('{"a": "x', "line 1, column 7: this is not JSON: the text that starts here has no closing quote"),
        ('{"a": "x\ny"}', "line 1, column 9: this is not JSON: a control character stands inside a text"),
        ('{"a" 1}', "line 1, column 6: this is not JSON: a colon is expected here"),
        ('{"a": [1 2]}', "line 1, column 10: this is not JSON: a comma is expected here"),
        ("[", "line 1, column 2: this is not JSON: a value is expected here"),
        ('{"a": ["b", "c\\u0000"]}', "$.a[1]: the text holds a NUL character"),
        ('{"a": {"b": "\\ud800"}}', "$.a.b: the text holds half of a character (a lone surrogate)"),
        ('{"a": {"\\udfff": 1}}', "$.a: a name in this object cannot be kept: the text holds half of a character (a lone surrogate)"),
        ("", "the file: the file is empty"),
    ],
)
def test_loads_faults_are_refused_with_their_place(text, says):
    assert refusal(text) == says


def test_loads_floats_come_in_only_where_asked():
    assert loads(b"[1.5, 5.0, 1e2]", floats=True) == [1.5, 5, 100]
    assert refusal("[1, 1e999]", floats=True) == "$[1]: the number 1e999 is too large"


@pytest.mark.parametrize("depth", [65, 500, 100_000])
def test_loads_deep_nesting_is_refused_whatever_the_parser_bears(depth):
    path = "$" + "[0]" * 8 + "…[0][0]"
    assert refusal("[" * depth + "]" * depth) == f"{path}: brackets are nested deeper than 64 (limit json_depth)"


def test_loads_unclosed_deep_nesting_is_refused():
    assert "nested deeper than 64 (limit json_depth)" in refusal('{"a":' * 100_000)


def test_loads_at_the_depth_limit_is_read():
    assert loads(b'{"a": [[1]]}', limits=Limits(json_depth=3)) == {"a": [[1]]}
    assert refusal('{"a": [[1, []]]}', limits=Limits(json_depth=3)) == "$.a[0][1]: brackets are nested deeper than 3 (limit json_depth)"


def test_loads_too_many_values_are_refused_before_they_fill_the_memory():
    assert refusal("[[],[],[]]", limits=Limits(json_values=5)) == "the file: the file holds more than 5 values (limit json_values)"
    assert loads(b"[[],[],[]]", limits=Limits(json_values=6)) == [[], [], []]


def test_loads_utf16_with_its_mark_is_read():
    assert loads('{"a": "é"}'.encode("utf-16")) == {"a": "é"}


def test_loads_random_damage_gives_a_value_or_a_refusal():
    whole = json.dumps({"a": [{"b": "text é", "c": [1, 2.5, None]}] * 3, "d": {"e": True}}, ensure_ascii=False).encode()
    places = []
    dice = random.Random(7)
    for _ in range(600):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            at = dice.randrange(len(spoilt))
            spoilt[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 3))
        try:
            loads(bytes(spoilt), floats=True)
        except Refused as stop:
            places.append(stop.problems[0].at)
    assert places
    assert all(places)
