"""The parts of a vCon that are read, in any version from 0.0.1 to 0.4.0; keeps out what is made of them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AliasChoices, Field

from ccqa.formats._border import Id, Index, Lenient, Many, Seconds, When, Word

MediaType = Annotated[Word | None, Field(validation_alias=AliasChoices("mediatype", "mimetype"))]
"""Called `mimetype` before 0.0.2."""


class Party(Lenient):
    """Who takes part. `role` comes from the contact centre extension; older writers put it into `meta`."""

    role: Word | None = None
    type: Word | None = None
    uuid: Word | None = None
    id: Word | None = None
    mailto: Word | None = None
    tel: Word | None = None
    name: Word | None = None
    meta: Any = None

    @property
    def key(self) -> str | None:
        """The first identification that the party has; a name is none."""
        return self.uuid or self.id or self.mailto or self.tel or None


class Moment(Lenient):
    """A party joins, leaves, is put on hold and so on."""

    party: Index
    event: Word
    time: When


class Dialog(Lenient):
    """One message, recording or transfer."""

    type: Word | None = None
    start: When | None = None
    duration: Annotated[Seconds, Field(ge=0)] | None = None
    parties: Index | Annotated[list[Index | list[Index]], Many] | None = None
    originator: Index | None = None
    mediatype: MediaType = None
    body: Any = None
    encoding: Word | None = None
    url: Word | None = None
    application: Word | None = None
    skill: Word | None = None
    meta: Any = None
    party_history: Annotated[list[Moment], Many] | None = None

    @property
    def channels(self) -> list[int]:
        """The parties of the dialog in the order given: by channel where the recording has several."""
        given = [] if self.parties is None else [self.parties] if isinstance(self.parties, int) else self.parties
        return [index for one in given for index in (one if isinstance(one, list) else [one])]


class Analysis(Lenient):
    """What somebody made of dialogs. `transcript` held the body before 0.0.1."""

    type: Word | None = None
    dialog: Index | Annotated[list[Index], Many] | None = None
    body: Any = None
    transcript: Any = None
    encoding: Word | None = None
    url: Word | None = None

    @property
    def dialogs(self) -> list[int]:
        """The dialogs that it is about; the first where it does not say."""
        return [0] if self.dialog is None else [self.dialog] if isinstance(self.dialog, int) else self.dialog


class VCon(Lenient):
    """A conversation."""

    uuid: Id | None = None
    parties: Annotated[list[Party], Many]
    dialog: Annotated[list[Dialog], Many] | None = None
    analysis: Annotated[list[Analysis], Many] | None = None
