"""When an exchange takes place, with which settings, and what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from hipcoach.clock import Uptime
from hipcoach.settings import Settings


@dataclass(frozen=True, slots=True)
class ExchangeTime:
    """When an exchange takes place."""

    now: datetime
    zone: tzinfo
    uptime: Uptime


@dataclass(frozen=True, slots=True)
class SettingsHere:
    """The settings of this computer. Those in doubt, since their file cannot be read, are neither told nor saved."""

    current: Settings
    in_doubt: bool
    keep: Callable[[Settings], None]  # saves them where they are not in doubt; raises EnvironmentProblem


@dataclass(frozen=True, slots=True)
class ExchangeResult:
    """What an exchange did."""

    told: int  # records of this device that are new in the folder
    changed: Mapping[str, int]  # sessions, rests, deleted, ended, own: here
    devices: int  # others in the folder
    waiting: int  # records that cannot be taken in yet
    damaged: int  # lines that cannot be read
    settings: Settings  # from now on
    kept: tuple[str, ...]  # the older of what both changed, a sentence each
    device: str
    problem: str = ""  # why the settings could not be saved; all else is done
