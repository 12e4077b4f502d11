"""Read settings from the environment and refuse a bad value in one line.

Each parser takes the text of one variable and returns what Django wants, or raises
ValueError with words that follow the variable's name. Values are never echoed: they
may hold passwords.
"""

import os
from collections.abc import Callable
from email.utils import parseaddr
from ipaddress import ip_address
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ

T = TypeVar("T")

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off"}
BROKER_SCHEMES = {"redis", "rediss", "redis+socket"}
EMAIL_SCHEMES = {"smtp", "smtp+tls", "smtp+ssl", "consolemail", "filemail"}
SECRET_KEY_LENGTH = 50
VAR_DIR_DEFAULT = "var"
DEVELOPMENT_SECRET_KEY = "development-only-" * 4


def load_env_file(base: Path) -> None:
    """Read the file that ENV_FILE names; what the environment has already, wins."""
    environ.Env.read_env(os.environ.get("ENV_FILE", base / ".env"))


def read(name: str, parse: Callable[[str], T], default: str = "") -> T:
    """Return the parsed variable; an empty one counts as missing.

    Raises SystemExit with one line that names the variable.
    """
    try:
        return parse(os.environ.get(name, "").strip() or default)
    except ValueError as problem:
        raise SystemExit(f"{name} {problem}") from None


def boolean(text: str) -> bool:
    """Take true or false and their usual synonyms."""
    word = text.lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        raise ValueError("must be true or false")
    return word in TRUE_WORDS


def whole_number(lowest: int, highest: int) -> Callable[[str], int]:
    """Return a parser of whole numbers between two bounds, both included."""

    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit():
            raise ValueError(f"must be a whole number from {lowest} to {highest}")
        if not lowest <= int(text) <= highest:
            raise ValueError(f"must be from {lowest} to {highest}")
        return int(text)

    return parse


def optional_folder(base: Path) -> Callable[[str], Path | None]:
    """Return a parser of a folder that one can do without."""
    parse = folder(base)
    return lambda text: parse(text) if text else None


def folder(base: Path) -> Callable[[str], Path]:
    """Return a parser of folders, which are made when missing."""

    def parse(text: str) -> Path:
        path = base / text
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ValueError(
                f"must be a folder that can be made: {error.strerror}"
            ) from None
        return path

    return parse


def use_kept_secret(base: Path) -> None:
    """Take the secret key that `make run` keeps, for a command typed beside it.

    An environment that speaks of the key or of debugging is taken at its word.
    """
    load_env_file(base)
    if {"SECRET_KEY", "DEBUG"} & os.environ.keys():
        return
    kept = read("VAR_DIR", base.joinpath, VAR_DIR_DEFAULT) / "secret-key"
    if kept.exists():
        os.environ["SECRET_KEY"] = kept.read_text().strip()


def words(text: str) -> list[str]:
    """Split a comma-separated list."""
    return [word.strip() for word in text.split(",") if word.strip()]


def secret_key(*, debug: bool) -> Callable[[str], str]:
    """Return a parser of the secret key; only debugging may do without one."""

    def parse(text: str) -> str:
        if debug:
            return text or DEVELOPMENT_SECRET_KEY
        if not text:
            raise ValueError("must be set when DEBUG is off")
        if text == DEVELOPMENT_SECRET_KEY or text.startswith("django-insecure-"):
            raise ValueError("is a published default; make one of your own")
        if len(text) < SECRET_KEY_LENGTH or len(set(text)) < 5:
            raise ValueError(
                f"must have at least {SECRET_KEY_LENGTH} random characters"
            )
        return text

    return parse


def allowed_hosts(*, debug: bool) -> Callable[[str], list[str]]:
    """Return a parser of host names; only debugging may take any host."""

    def parse(text: str) -> list[str]:
        hosts = words(text)
        for host in hosts:
            if host == "*" and not debug:
                raise ValueError("must name the hosts; * is for DEBUG only")
            if "/" in host or " " in host:
                raise ValueError("must be host names separated by commas")
        return hosts

    return parse


def origin(text: str) -> str:
    """Take an address without a path, such as https://value.example.org."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must be an address such as https://value.example.org")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError("must not have a path, a query or a fragment")
    return f"{parts.scheme}://{parts.netloc}"


def site_url(*, debug: bool) -> Callable[[str], str]:
    """Return a parser of the address that people type."""

    def parse(text: str) -> str:
        url = origin(text)
        if debug and url.startswith("https://"):
            raise ValueError("must not be https:// while DEBUG is on")
        return url

    return parse


def host_of(url: str) -> str:
    """Return the host name of an address that was already checked."""
    return urlsplit(url).hostname or ""


def origins(url: str) -> list[str]:
    """Return where an address leads, without its path; nothing for no address."""
    parts = urlsplit(url)
    return [f"{parts.scheme}://{parts.netloc}"] if url else []


def identity_provider(text: str) -> str:
    """Take the address of an OpenID Connect provider, or nothing."""
    if text and (urlsplit(text).scheme != "https" or not urlsplit(text).hostname):
        raise ValueError("must start with https://")
    return text


def listening_address(text: str) -> str:
    """Take the network address that the web server listens on."""
    try:
        return str(ip_address(text))
    except ValueError:
        raise ValueError("must be an address such as 127.0.0.1 or 0.0.0.0") from None


def time_zone(text: str) -> str:
    """Take a name of the time zone database."""
    if text not in available_timezones():
        raise ValueError("must be a time zone such as Europe/London")
    return text


def database(base: Path) -> Callable[[str], dict[str, Any]]:
    """Return a parser of database addresses; relative SQLite files start at `base`."""

    def parse(text: str) -> dict[str, Any]:
        scheme = urlsplit(text).scheme
        if scheme not in {"sqlite", "postgres", "postgresql"}:
            raise ValueError("must start with sqlite:/// or postgresql://")
        config: dict[str, Any] = environ.Env.db_url_config(text)
        if not config["NAME"] or config["NAME"] == ":memory:":
            raise ValueError("must name a database that other processes can reach")
        if scheme == "sqlite":
            config["NAME"] = str(base / config["NAME"])
        return config

    return parse


def broker(text: str) -> str:
    """Take the address of a Redis server, or nothing."""
    if text and urlsplit(text).scheme not in BROKER_SCHEMES:
        raise ValueError("must start with redis://, rediss:// or redis+socket://")
    return text


def cache(text: str) -> dict[str, Any]:
    """Take the address of a cache: locmemcache:// or a Redis server."""
    scheme = urlsplit(text).scheme
    if scheme not in {"locmemcache", "rediscache", "redis", "rediss"}:
        raise ValueError("must start with locmemcache:// or redis://")
    config: dict[str, Any] = environ.Env.cache_url_config(text)
    return config


def email(text: str) -> dict[str, Any]:
    """Take the address of a mail server as Django's EMAIL_… settings."""
    if urlsplit(text).scheme not in EMAIL_SCHEMES:
        raise ValueError(
            "must start with smtp://, smtp+tls://, smtp+ssl:// or consolemail://"
        )
    config: dict[str, Any] = environ.Env.email_url_config(text)
    config["EMAIL_PORT"] = config["EMAIL_PORT"] or 25
    return config


def mail_address(text: str) -> str:
    """Take a sender such as PMO Value <value@example.org>."""
    _, address = parseaddr(text)
    if "@" not in address or "\n" in text:
        raise ValueError("must be an e-mail address")
    return text


def log_level(text: str) -> str:
    """Take the name of a level of logging."""
    level = text.upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError("must be debug, info, warning or error")
    return level
