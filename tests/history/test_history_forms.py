"""The other forms: the published schema, CSV and FHIR."""

import csv
import io
import json

import msgspec
import pytest
from jsonschema import Draft202012Validator

from hipcoach.history.diary_document import json_schema
from hipcoach.history.export_csv import TABLES, csv_tables
from hipcoach.history.export_fhir import fhir_export
from hipcoach.history.export_json import json_export
from hipcoach.history.read_json import parse_diary
from hipcoach.store import Store
from hipcoach.store.rows import PainRow
from tests.history.filling import LATER, WRONG, fill
from tests.recorder.driving import MORNING, ROOT


def test_the_published_schema_is_the_one_that_is_used() -> None:
    assert (ROOT / "assets" / "schema" / "diary.schema.json").read_bytes() == json_schema()


def test_what_is_exported_is_as_the_published_schema_says(store: Store, empty: Store) -> None:
    schema = json.loads((ROOT / "assets" / "schema" / "diary.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    published = Draft202012Validator(schema)
    published.validate(json.loads(json_export(empty)))
    fill(store)
    out = json_export(store)
    published.validate(json.loads(out))
    refused = ('"base":11', '"base":true', '"colour"', '"hold_s_done":-1', '"well"', "2026-13-02", '"version":2')
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
