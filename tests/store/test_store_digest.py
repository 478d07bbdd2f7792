"""Checksums are over the rows' JSON, as files of any age have them."""

import json
from hashlib import blake2b

from hypothesis import given
from hypothesis import strategies as st

from hipcoach.store.digest import row_digest

VALUES = st.none() | st.text() | st.integers(-(2**63), 2**63 - 1) | st.floats()


@given(st.dictionaries(st.sampled_from(("key", "digest", "id", "note", "at_s", "ord", "größe")), VALUES))
def test_a_row_s_checksum_is_that_of_its_json(row: dict[str, str | int | float | None]) -> None:
    counted = {name: value for name, value in row.items() if value is not None and name not in ("key", "digest")}
    text = json.dumps(counted, sort_keys=True, separators=(",", ":"))
    assert row_digest(row) == blake2b(text.encode(), digest_size=8).hexdigest()
