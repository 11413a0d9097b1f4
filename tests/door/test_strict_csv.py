import pytest

from curricle.door.grid import read_csv
from curricle.door.limits import Limits
from curricle.door.problems import Problem, Refused, Weight
from curricle.door.strict_csv import Row, delimiter_of, rows


def refusal(text: str, **limits: int) -> str:
    with pytest.raises(Refused) as stop:
        rows(text.encode(), limits=Limits(**limits))
    return str(stop.value)


def test_rows_know_the_line_that_they_start_on():
    assert rows(b'code,text\r\nA1,"two\r\nlines, ""quoted"""\r\n\r\nA2, x \r\n') == (
        Row(1, ("code", "text")),
        Row(2, ("A1", 'two\r\nlines, "quoted"')),
        Row(4, ()),
        Row(5, ("A2", " x ")),
    )


@pytest.mark.parametrize(
    ("text", "delimiter"), [("a,b", ","), ("a;b;c,d", ";"), ("a\tb", "\t"), ('"a,b,c";d', ";"), ("\n\na;b", ";"), ("", ",")]
)
def test_delimiter_is_the_commonest_of_the_first_filled_line(text, delimiter):
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('a,b\n1,"open\n2,x\n', "line 2: a quote opened in this row is never closed"),
        ('a,b\n1,"open\n2,"x"\n', "line 2: a quote closes in the middle of a cell; a quote inside a quoted cell is written twice"),
        ("a,b\n1,x\x00", "line 2, column 4: a NUL character stands here; a text file cannot hold one"),
        ('a\n"' + "x" * 200_000 + '"', "line 2: a cell of this row is longer than 20,000 characters (limit cell_length)"),
        ("a,b\n1," + "x" * 20_001, "line 2, column 2: this cell is longer than 20,000 characters (limit cell_length)"),
    ],
)
def test_rows_faults_are_refused_with_their_line(text, says):
    assert refusal(text) == says


def test_rows_limits_are_named():
    assert refusal("a\nb\nc", rows=2) == "line 3: the file has more than 2 lines (limit rows)"
    assert refusal("a,b,c", columns=2) == "line 1: this row has more than 2 cells (limit columns)"
    assert refusal("a,b\nc,d", cells=3) == "line 2: the file has more than 3 cells (limit cells)"


def test_read_csv_warns_of_ragged_rows():
    workbook = read_csv(b"a,b\n1\n1,2\n1,2,3\n", name="list")
    assert workbook.sheets[0].rows == (("a", "b"), ("1",), ("1", "2"), ("1", "2", "3"))
    assert workbook.problems == (
        Problem(at="line 2", says="this row has 1 cells, the heading row 2", severity=Weight.WARNING),
        Problem(at="line 4", says="this row has 3 cells, the heading row 2", severity=Weight.WARNING),
    )


def test_read_csv_without_any_text_is_refused():
    with pytest.raises(Refused) as stop:
        read_csv(b",,\n\n,")
    assert str(stop.value) == "the file: the file holds no text"
