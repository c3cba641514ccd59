"""What a webhook was sent: Apprise's JSON posts, as people would see them."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass

from tests.sources.publisher import Publisher


@dataclass(frozen=True)
class Received:
    """One message as it arrived."""

    title: str
    message: str
    type: str
    pictures: tuple[bytes, ...]


def received(hook: Publisher, path: str = "/hook") -> list[Received]:
    """Everything that was posted there, in order."""
    return [_received(json.loads(body)) for posted, body in hook.server.posted if posted.startswith(path)]


def _received(body: dict[str, object]) -> Received:
    attached = body["attachments"]
    assert isinstance(attached, list)
    pictures = tuple(base64.b64decode(one["base64"]) for one in attached)
    return Received(str(body["title"]), str(body["message"]), str(body["type"]), pictures)


def address(hook: Publisher, path: str = "/hook", query: str = "") -> str:
    """The Apprise URL of a path."""
    return f"json://127.0.0.1:{hook.server.server_port}{path}{query}"
