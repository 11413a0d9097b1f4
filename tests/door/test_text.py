import pytest

from curricle.door.limits import Limits
from curricle.door.problems import Refused
from curricle.door.text import decode, place, unfit


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(Refused) as stop:
        decode(data, limits=Limits(**limits))
    return str(stop.value)


@pytest.mark.parametrize(
    "data",
    ["naïve “care”\r\n".encode(), "naïve “care”\r\n".encode("utf-8-sig"), "naïve “care”\r\n".encode("utf-16")],
    ids=["utf-8", "utf-8 with mark", "utf-16 with mark"],
)
def test_decode_keeps_text_to_the_byte(data):
    assert decode(data) == "naïve “care”\r\n"


def test_decode_windows_1252_is_refused_with_line_and_column():
    says = "the byte 0x93 is not UTF-8 text; save the file as UTF-8 (in Excel: CSV UTF-8)"
    assert refusal("code,text\nA1,\u201ccare\u201d".encode("cp1252")) == f"line 2, column 4: {says}"


def test_decode_lone_surrogate_in_utf8_bytes_is_refused():
    assert refusal(b"ab\xed\xa0\x80").startswith("line 1, column 3: the byte 0xed is not UTF-8")


def test_decode_half_utf16_is_refused():
    assert refusal("abc".encode("utf-16")[:-1]).startswith("line 1, column 3: ")


def test_decode_nul_is_refused_with_its_place():
    assert refusal(b"a\nbc\x00") == "line 2, column 3: a NUL character stands here; a text file cannot hold one"


def test_decode_empty_file_is_refused():
    assert refusal(b"") == "the file: the file is empty"


def test_decode_too_long_a_file_names_the_limit():
    assert refusal(b"abcd", file_bytes=3) == "the file: the file is longer than 3 bytes (limit file_bytes)"


def test_place_counts_lines_and_characters_from_one():
    assert [place("ab\ncd", at) for at in (0, 2, 3, 4)] == ["line 1, column 1", "line 1, column 3", "line 2, column 1", "line 2, column 2"]


def test_unfit_names_what_no_database_holds():
    assert [unfit(text) for text in ("naïve 👩‍⚕️", "a\x00", "a\ud800")] == [
        "",
        "the text holds a NUL character",
        "the text holds half of a character (a lone surrogate)",
    ]
