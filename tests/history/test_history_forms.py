"""The other forms: the published schema, CSV and FHIR."""

import csv
import io
import json
from codecs import BOM_UTF8
from datetime import timedelta
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from jsonschema import Draft202012Validator

from hipcoach.history import diary_document
from hipcoach.history.diary_document import json_schema
from hipcoach.history.export_csv import TABLES, csv_tables, write_csv
from hipcoach.history.export_fhir import fhir_export
from hipcoach.history.export_json import json_export
from hipcoach.history.merge import merge
from hipcoach.history.read_json import parse_diary
from hipcoach.safety.stored_names import stored_name
from hipcoach.safety.types import Finish, Question
from hipcoach.store import Store
from hipcoach.store.rows import NoteRow, PainRow, ScreenRow, StoredQuestion
from tests.history.filling import LATER, WRONG, fill
from tests.recorder.driving import MORNING, ROOT


def test_the_published_schema_is_the_one_that_is_used() -> None:
    assert (ROOT / "assets" / "schema" / "diary.schema.json").read_bytes() == json_schema()


def test_the_document_names_what_is_stored_as_the_code_does() -> None:
    assert get_args(diary_document.Question) == tuple(StoredQuestion)
    assert get_args(diary_document.Finish) == tuple(Finish)
    assert {stored_name(question) for question in Question} < set(StoredQuestion)


def test_what_is_exported_is_as_the_published_schema_says(store: Store, empty: Store) -> None:
    schema = json.loads((ROOT / "assets" / "schema" / "diary.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    published = Draft202012Validator(schema)
    published.validate(json.loads(json_export(empty)))
    fill(store)
    out = json_export(store)
    published.validate(json.loads(out))
    refused = ('"base":11', '"base":true', '"hold_s_done":-1', '"well"', "2026-13-02", '"version":2')
    for part in refused:
        old, new = next((old, new) for old, new, _ in WRONG if part.encode() in new)
        assert not published.is_valid(json.loads(out.replace(old, new, 1))), part
    missing = json.loads(out)
    del missing["notes"]
    assert not published.is_valid(missing)


def test_csv_has_one_row_for_each_fact(store: Store) -> None:
    fill(store)
    tables = {name: list(csv.DictReader(io.StringIO(text))) for name, text in csv_tables(store).items()}
    assert set(tables) == set(TABLES)
    diary = parse_diary(json_export(store), "out.json", LATER)
    assert len(tables["sessions"]) == 2
    assert len(tables["sets"]) == sum(len(session.sets) for session in diary.sessions)
    assert {row["planned_reps"] for row in tables["exercises"] if row["exercise"] == "chair_stand"} == {"6"}
    assert {row["score"] for row in tables["pain"] if row["question"] == "during"} == {"7"}
    assert tables["holds"][0]["triggers"] == "knee_rolls"
    assert tables["notes"][0]["text"].startswith("'=SUM")  # no spreadsheet runs it


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("  =1+1", "'  =1+1"),
        ("\n@SUM(A1)", "'\n@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\u200b-2", "'\u200b-2"),
        ("a\rb", "a\rb"),
        ("a = b", "a = b"),
        ("2-3", "2-3"),
    ],
)
def test_a_spreadsheet_shows_a_text_and_runs_nothing(text: str, cell: str, store: Store, tmp_path: Path) -> None:
    fill(store)
    session = store.sessions.all()[0].id
    store.notes.add(NoteRow("last", session, text, MORNING + timedelta(days=9)))
    store.screens.add(ScreenRow("s", MORNING + timedelta(days=9), (text, "x")))
    write_csv(store, tmp_path)
    with (tmp_path / "notes.csv").open(newline="", encoding="utf-8-sig") as notes:
        assert list(csv.DictReader(notes))[-1]["text"] == cell
    assert (tmp_path / "notes.csv").read_bytes().startswith(BOM_UTF8 + b"id,session,at,text,replaces\r\n")
    assert b'"a\rb"' in (tmp_path / "notes.csv").read_bytes() or text != "a\rb"
    with (tmp_path / "screens.csv").open(newline="", encoding="utf-8-sig") as screens:
        assert list(csv.DictReader(screens))[-1]["items"] == f"{cell} x"


def test_a_zone_without_a_name_is_no_number_to_a_spreadsheet(store: Store, empty: Store) -> None:
    fill(store)
    zone = store.sessions.all()[0].zone.encode()
    out = json_export(store).replace(b'"zone":"%b"' % zone, b'"zone":"+13"')
    merge(empty, parse_diary(out, "out.json", LATER))
    rows = list(csv.DictReader(io.StringIO(csv_tables(empty)["sessions"], newline="")))
    assert {row["zone"] for row in rows} == {"UTC+13"}


def test_fhir_is_a_bundle_that_others_can_read(store: Store, empty: Store) -> None:
    fill(store)
    bundle = json.loads(fhir_export(store))
    ids = [entry["resource"]["id"] for entry in bundle["entry"]]
    assert len(ids) == len(set(ids))
    pains = [each["resource"] for each in bundle["entry"] if each["resource"]["code"]["coding"][0]["code"] == "72514-3"]
    assert [each.get("valueInteger") for each in pains] == [2, 2, 2, 7]
    assert json.loads(fhir_export(empty)) == {"resourceType": "Bundle", "type": "collection"}
    r4b = pytest.importorskip("fhir.resources.R4B.bundle", reason="needs fhir.resources: pip install fhir.resources")
    r4b.Bundle.model_validate(bundle)


def test_what_is_not_given_is_said_to_be_absent(store: Store) -> None:
    store.pains.add(PainRow("x", "now", MORNING))
    found = json.loads(fhir_export(store))["entry"][0]["resource"]
    assert "valueInteger" not in found
    assert found["dataAbsentReason"]["coding"][0]["code"] == "asked-declined"
    assert msgspec.json.decode(json_export(store))["pains"][0]["score"] is None
