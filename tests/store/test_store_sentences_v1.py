"""The sentences that version 1 stored, read back: to what makes the same words again, or kept as they are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipcoach.safety.reason import AS_WRITTEN, decision_in_words, in_sentences, reason_of
from hipcoach.store.reasons_v2 import decided_payload, unfinished_session
from hipcoach.store.sentences_v1 import read_notes, read_sentence
from tests.safety.every_sentence import sentences

SENTENCES = sentences()
NEWER = {"A question was left unanswered, and a missing answer never counts as fine: the session ends here."}
"""What version 1 never said: read back word for word, and without values."""
LEFT_OUT = ("It needs", "You said that", "It stays", "Strength exercises", "It does")
KINDS = st.sampled_from(["decision", "left_out", "step"])
WORDS = st.sampled_from(sorted({word for sentence in SENTENCES for word in sentence.split(" ")}))


def made_again(kind: str, text: str) -> str:
    return reason_of(read_sentence(kind, text)).sentence


@pytest.mark.parametrize("kind", ["decision", "left_out", "step"])
def test_every_sentence_is_made_again_word_for_word(kind: str) -> None:
    for text in SENTENCES:
        assert made_again(kind, text) == text
        assert in_sentences(map(reason_of, read_notes(text))) == text


def test_almost_all_that_was_stored_is_read_into_values() -> None:
    kinds = {
        "decision": lambda text: "session ends here" in text or "exercise is" in text,
        "left_out": lambda text: text.startswith(
            ("It needs", "You said that", "It stays", "Strength exercises", "It do")
        ),
        "step": lambda text: text[0] in "Bb" and ": " in text and "lance" not in text,
    }
    for kind, meant in kinds.items():
        found = [text for text in SENTENCES if meant(text) and text not in NEWER]
        assert len(found) > 4, kind
        assert not [text for text in found if read_sentence(kind, text)["wording"] == AS_WRITTEN]


@given(KINDS, st.sampled_from(SENTENCES), st.integers(0, 200), st.sampled_from(["cut", "swap", "put"]), WORDS)
def test_a_sentence_that_was_changed_by_hand_is_never_changed_further(
    kind: str, text: str, at: int, how: str, word: str
) -> None:
    words = text.split(" ")
    place = at % len(words)
    if how == "cut":
        del words[place]
    elif how == "swap":
        words[place] = word
    else:
        words.insert(place, word)
    changed = " ".join(words)
    assert made_again(kind, changed) == changed
    assert in_sentences(map(reason_of, read_notes(changed))) == changed


@pytest.mark.parametrize(
    "text",
    [
        "You reported 03 before and 5 now: that is a rise of two, to four or more. The session ends here.",
        "You reported 3 before and 5 now: that is a rise of 2, to four or more. The session ends here.",
        "You reported 3 before and 4 now: that is one more. This exercise is over for today; rest 120 seconds.",
        "You reported 3 before and 4 now: that is one more. This exercise is over for today; rest one minutes.",
        "Something hurt more two times in this session: that is enough for today.",
        "Something hurt more ten times in this session: that is enough for today.",
        "You reported ٣ before the rest and 4 after it: it has not come down enough. The session ends here.",
    ],
)
def test_numbers_that_were_never_written_like_this_stay_as_they_are(text: str) -> None:
    assert made_again("decision", text) == text


@given(st.text(max_size=60))
def test_any_text_is_kept(text: str) -> None:
    assert made_again("step", text) == text
    assert in_sentences(map(reason_of, read_notes(text))) == text


@pytest.mark.parametrize(
    "payload",
    [
        '{"decision":{"question":"rest","why":"Older words."}}',
        '{"decision": {"why": "with spaces", "line": ""}}',
        '{"decision":{"line":"during_ok","why":"in another order"}}',
        '{"decision":null}',
        "[]",
    ],
)
def test_a_decision_that_is_not_as_the_program_writes_it_is_never_lost(payload: str) -> None:
    kept = decided_payload(payload)
    assert kept == payload or '"text":"Older words."' in kept


@pytest.mark.parametrize("line", ["during_ok", "during_red", "", None])
def test_a_decision_keeps_its_words_whatever_line_stands_beside_them(line: str | None) -> None:
    decision = {"why": "You reported 3 before and 3 now: the number is not higher. This exercise is over for today; "
                "the next one may start.", **({} if line is None else {"line": line})}  # fmt: skip
    kept = json.loads(decided_payload(json.dumps({"decision": decision}, separators=(",", ":"))))["decision"]
    assert "why" not in kept
    assert decision_in_words(kept) == decision


def test_the_lines_beside_an_exercise_go_to_their_notes() -> None:
    found = unfinished_session(
        '{"assignments":[{"note":"First step today. Half today.","lines":["next_amber","return_mode"]},'
        '{"note":"By hand.","lines":["before_half"]}],"left_out":[{"exercise":"a","why":"By hand.","name":"A"}]}'
    )
    assert found == (
        '{"assignments":[{"notes":[{"line":"next_amber","wording":"first_step_today","values":{}},'
        '{"line":"return_mode","wording":"half_today","values":{}}]},'
        '{"notes":[{"line":"","wording":"as_written","values":{"text":"By hand."}},'
        '{"line":"before_half","wording":"as_written","values":{"text":""}}]}],'
        '"left_out":[{"exercise":"a","name":"A","reason":'
        '{"line":"","wording":"as_written","values":{"text":"By hand."}}}]}'
    )
