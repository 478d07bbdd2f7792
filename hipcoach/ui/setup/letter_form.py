"""Which letter does what: a field for each letter that may be changed. P and Q are not among them."""

from hipcoach.session_keys import LETTERS_TOGETHER
from hipcoach.settings import SETTING_NAMES
from hipcoach.ui.settings_keeper import SettingsKeeper
from hipcoach.ui.setup.typed_settings import TypedSettings
from hipcoach.ui.theme.theme import Theme

HOW = 'One letter from A to Z for each. P stays "it hurts more", and Q the end in a terminal.'
PROBLEM = "This letter cannot be used"
FIELD_CHARS = 3

WORDS = {name: SETTING_NAMES[name] for group in LETTERS_TOGETHER for name in group}


class LetterForm(TypedSettings):
    """No two letters that are in force together may be the same."""

    def __init__(self, theme: Theme, keeper: SettingsKeeper) -> None:
        fields = {name: (words, f"Letter for: {words}") for name, words in WORDS.items()}
        super().__init__(theme, keeper, "Letters", HOW, fields, problem=PROBLEM, field_chars=FIELD_CHARS)

    def _clash(self, name: str, text: str) -> str:
        others = dict.fromkeys(other for group in LETTERS_TOGETHER if name in group for other in group if other != name)
        taken = next((each for each in others if getattr(self._keeper.current, each) == text.upper()), None)
        return "" if taken is None else f"{text.upper()} is the letter for: {WORDS[taken]}. Choose another."
