"""What a desktop is told about hipcoach: menu entry, start at login, kinds of files, and a catalogue's text."""

from datetime import date

from hipcoach import APP_ID, __version__
from hipcoach.installation.start_command import FROM_MENU, IN_TRAY, OPEN, exec_line

SUMMARY = "Guided hip exercise by voice"
PLAN_KIND = "application/x-hipcoach-plan+toml"
DIARY_KIND = "application/x-hipcoach-diary+json"
RELEASED = date(2025, 11, 29)

_ENTRY = """\
[Desktop Entry]
Type=Application
Version=1.0
Name=hipcoach
GenericName=Exercise Coach
Comment={summary}, with a diary that stays on this computer
Exec={exec}
Icon={id}
Terminal=false
Categories=Utility;
Keywords=hip;pain;stretching;mobility;physiotherapy;exercise;
StartupNotify=true
StartupWMClass={id}
"""

_KINDS = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{PLAN_KIND}">
    <comment>hipcoach session plan</comment>
    <sub-class-of type="application/toml"/>
    <glob pattern="*.hipcoach.toml" weight="60"/>
  </mime-type>
  <mime-type type="{DIARY_KIND}">
    <comment>hipcoach diary</comment>
    <sub-class-of type="application/json"/>
    <glob pattern="hipcoach-json-*.json" weight="60"/>
  </mime-type>
</mime-info>
"""

_METAINFO = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{APP_ID}</id>
  <name>hipcoach</name>
  <summary>{SUMMARY}</summary>
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <developer id="io.github.hipcoach">
    <name>The hipcoach authors</name>
  </developer>
  <description>
    <p>
      For people whose hips are stiff or sore. It shows each exercise as a drawn person who moves in time, counts and
      times every repetition, hold and rest, and speaks each instruction, so that a whole session can be followed lying
      on the floor with eyes shut.
    </p>
    <p>
      Say "it hurts more" with one key and it stops at once. A written rule, which you can read, decides whether to
      rest, to go on more gently, or to end for the day. The diary stays on your own computer: nothing is sent anywhere.
    </p>
    <p>
      It is not a medical device and gives no medical advice. No clinician has reviewed it. It is for adults, and not
      for the weeks after an operation.
    </p>
  </description>
  <launchable type="desktop-id">{APP_ID}.desktop</launchable>
  <icon type="stock">{APP_ID}</icon>
  <categories>
    <category>Utility</category>
  </categories>
  <provides>
    <binary>hipcoach</binary>
    <mediatype>{PLAN_KIND}</mediatype>
    <mediatype>{DIARY_KIND}</mediatype>
  </provides>
  <requires>
    <display_length compare="ge">640</display_length>
  </requires>
  <supports>
    <control>keyboard</control>
    <control>pointing</control>
  </supports>
  <content_rating type="oars-1.1"/>
  <releases>
    <release version="{__version__}" date="{RELEASED}"/>
  </releases>
</component>
"""


def menu_entry(words: tuple[str, ...]) -> str:
    """Return the entry of the menu; `words` start the program."""
    entry = _ENTRY.format(id=APP_ID, summary=SUMMARY, exec=exec_line(*words, FROM_MENU, OPEN, "%f"))
    return f"{entry}MimeType={PLAN_KIND};{DIARY_KIND};\n"


def login_entry(words: tuple[str, ...]) -> str:
    """Return the entry that starts the program at login, in the tray."""
    return _ENTRY.format(id=APP_ID, summary=SUMMARY, exec=exec_line(*words, FROM_MENU, IN_TRAY))


def file_kinds() -> str:
    """Return the kinds of files that hipcoach opens, as the desktop's list of kinds takes them."""
    return _KINDS


def metainfo() -> str:
    """Return what a catalogue of programs shows (AppStream)."""
    return _METAINFO
