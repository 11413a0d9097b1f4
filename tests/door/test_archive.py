import io
import random
import struct
import zipfile
import zlib

import pytest

from curricle.door.archive import office_shape, open_archive
from curricle.door.limits import Limits
from curricle.door.problems import Refused
from office_bytes import workbook_parts, xlsx, zipped


def refusal(data: bytes, **limits: int) -> str:
    with pytest.raises(Refused) as stop:
        open_archive(data, limits=Limits(**limits)).check_all()
    return str(stop.value)


def overlapping(copies: int) -> bytes:
    """Directory entries that all point to the same packed zeros, as in the seed that unpacks to gigabytes."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packed.compress(bytes(1_000_000)) + packed.flush()
    crc = zlib.crc32(bytes(1_000_000))
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(body), 1_000_000, 1, 0) + b"a" + body
    directory = b""
    for at in range(copies):
        name = f"{at}".encode()
        fields = (b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(body), 1_000_000, len(name), 0, 0, 0, 0, 0, 0)
        directory += struct.pack("<4s6H3I5H2I", *fields) + name
    return local + directory + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, copies, copies, len(directory), len(local), 0)


def test_ordinary_archive_reads_each_part():
    archive = open_archive(zipped([("a.txt", "one"), ("b/c.txt", b"two")]))
    assert (archive.names, archive.read("b/c.txt"), office_shape(archive)) == (("a.txt", "b/c.txt"), b"two", "zip")


def test_office_shape_tells_a_workbook_from_a_document():
    document = zipped([("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w/>")])
    ods = zipped([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")])
    assert [office_shape(open_archive(data)) for data in (xlsx({"A": {"A1": "x"}}), document, ods)] == ["xlsx", "docx", "ods"]


def test_overlapping_entries_are_refused_before_unpacking():
    assert refusal(overlapping(4)) == "the part '1': this part overlaps another one; the file was made to do harm"


def test_high_ratio_is_refused_while_unpacking():
    assert refusal(zipped([("big.bin", bytes(3_000_000))])) == (
        "the part big.bin: the file unpacks to more than 200 times its size (limit unpacked_ratio)"
    )


def test_too_much_in_all_is_refused_across_parts():
    data = zipped([(f"{at}.bin", random.Random(at).randbytes(600)) for at in range(4)])
    assert refusal(data, unpacked_bytes=2000) == "the part 3.bin: the file unpacks to more than 2,000 bytes (limit unpacked_bytes)"


def test_too_many_parts_are_refused():
    assert (
        refusal(zipped([(str(at), "") for at in range(4)]), zip_entries=3)
        == "the file: the file holds more than 3 parts (limit zip_entries)"
    )


@pytest.mark.parametrize("cut", [0.1, 0.5, 0.9, 0.99])
def test_truncated_zip_is_refused(cut):
    whole = xlsx({"A": {"A1": "x"}})
    assert refusal(whole[: int(len(whole) * cut)]).startswith("the file: the file is cut short or is no zip or office file")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_equal_names_are_refused():
    assert refusal(zipped([("a.xml", "<a/>"), ("A.xml", "<b/>")])) == "the part 'A.xml': two parts of the file have this name"


@pytest.mark.parametrize("name", ["../a", "/a", "a/../../b", "c:/a", "a\\b"])
def test_names_that_leave_the_folder_are_refused(name):
    assert refusal(zipped([(name, "x")])).endswith("the name of this part would leave its folder")


def test_macros_are_refused():
    assert refusal(zipped([("xl/vbaProject.bin", "x")])) == (
        "the part 'xl/vbaProject.bin': the file holds macros; save it without them (.xlsx or .docx)"
    )


def test_password_is_refused():
    data = bytearray(zipped([("a", "x")]))
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    assert refusal(bytes(data)) == "the part 'a': the file is protected by a password"


def test_something_before_the_zip_is_refused():
    assert refusal(b"MZ junk" + zipped([("a", "x")])) == "the file: something stands before the first part of the zip"


def test_entities_in_any_xml_part_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    for name in ("xl/sharedStrings.xml", "_rels/x.rels"):
        assert refusal(zipped([(name, bomb)])) == f"the part {name}: this part declares entities; the file was made to do harm"
    assert refusal(zipped([("a.xml", bomb.encode("utf-16"))])).startswith("the part a.xml: this part declares entities")


def test_wrong_checksum_is_refused():
    data = bytearray(zipped([("a", b"some text")], stored=True))
    data[data.index(b"some")] ^= 1
    assert refusal(bytes(data)).startswith("the part a: this part is damaged")


def test_random_damage_gives_an_archive_or_a_refusal():
    whole = zipped(workbook_parts({"A": "<worksheet/>"}).items())
    places = []
    dice = random.Random(11)
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(dice.randint(1, 6)):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        try:
            open_archive(bytes(spoilt)).check_all()
        except Refused as stop:
            places.append(stop.problems[0].at)
    assert places
    assert all(places)


def test_zip64_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", "x")
    data = out.getvalue()
    end = data.index(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, end - data.index(b"PK\x01\x02"), data.index(b"PK\x01\x02"))
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    assert (
        refusal(data[:end] + record + locator + data[end:])
        == "the file: the file is a zip of the large kind (zip64), which is not read here"
    )
