"""Whom messages go to. The URLs hold passwords and tokens: a target is named by its service and a digest, never by its URL."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import SecretStr

SECRET_LENGTH = 5
LONGEST_REFUSAL = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a target gets it."""

    title: str
    text: str
    markdown: str
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One place messages go to. ``name`` is the kind of its URL and a digest; Apprise is imported when it is used."""

    name: str
    url: SecretStr

    @property
    def takes_pictures(self) -> bool:
        """Whether a picture can be attached."""
        service = _service(self.url)
        return service is not None and bool(service.attachment_support)

    def send(self, letter: Letter, *, good_news: bool = False) -> str | None:
        """Send a message; returns None when it was taken, else why not, without any secret.

        A picture that is not taken does not keep the words from being sent.
        """
        if _service(self.url) is None:
            return "Apprise does not understand this URL"
        picture = letter.picture if self.takes_pictures else None
        refusal = self._send(letter, picture, good_news)
        return self._send(letter, None, good_news) if refusal and picture else refusal

    def _send(self, letter: Letter, picture: bytes | None, good_news: bool) -> str | None:
        import apprise
        from apprise.attachment.memory import AttachMemory

        service = _service(self.url)
        marked = service.resolve_format(apprise.NotifyFormat.MARKDOWN) != apprise.NotifyFormat.TEXT
        attached = [AttachMemory(content=picture, name="cell.png", mimetype="image/png")] if picture else None
        post = apprise.Apprise(asset=_asset())
        post.add(service)
        with _heard() as said:
            taken = post.notify(
                title=letter.title,
                body=letter.markdown if marked else letter.text,
                body_format=apprise.NotifyFormat.MARKDOWN if marked else apprise.NotifyFormat.TEXT,
                notify_type=apprise.NotifyType.SUCCESS if good_news else apprise.NotifyType.WARNING,
                attach=attached,  # pyright: ignore[reportArgumentType] (a list of attachments is what it takes)
            )
        return None if taken else _without_secrets("; ".join(said) or "it was not taken, and no reason given", self.url)


def targets(urls: Iterable[SecretStr]) -> list[Target]:
    """The targets of these Apprise URLs, each once; one that Apprise does not understand is a target that takes nothing."""
    return list({target.name: target for target in map(_target, urls)}.values())


def _target(url: SecretStr) -> Target:
    whole = url.get_secret_value()
    scheme = whole.partition("://")[0] if "://" in whole else "no URL"
    return Target(f"{scheme} {hashlib.sha256(whole.encode()).hexdigest()[:8]}", url)


@cache
def _service(url: SecretStr) -> Any:
    """Apprise's object for a URL, None where it does not understand it."""
    import apprise

    with _heard():
        return apprise.Apprise.instantiate(url.get_secret_value(), asset=_asset())


def _without_secrets(said: str, url: SecretStr) -> str:
    """What Apprise said, without any part of the URL that is long enough to be a secret."""
    for part in re.split(r"[:/@?&=#]+", url.get_secret_value()):
        if len(part) >= SECRET_LENGTH:
            said = said.replace(part, "***")
    return said[:LONGEST_REFUSAL]


def _asset() -> Any:
    import apprise

    return apprise.AppriseAsset(app_id="Yusuan", app_desc="Yusuan", async_mode=False)


@contextmanager
def _heard() -> Iterator[list[str]]:
    """What Apprise warns of meanwhile, kept from every other log: it may name the URL."""
    said: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: said.append(record.getMessage())
    logger = logging.getLogger("apprise")
    before = logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [handler]
    try:
        yield said
    finally:
        logger.propagate, logger.handlers = before
