"""Superset's configuration: one machine, no network, the published file only. Superset reads the capitals."""

# pyright: reportMissingImports=false
from __future__ import annotations

import logging
import os
from pathlib import Path

from flask import Flask
from flask_appbuilder.const import AUTH_DB
from locked import only_the_published_file
from superset.utils.log import AbstractEventLogger


class Silent(AbstractEventLogger):
    """Keeps no record of each request: two processes that write to SQLite on every click would wait for one another."""

    def log(self, *args: object, **kwargs: object) -> None:
        """Nothing."""


def FLASK_APP_MUTATOR(_app: Flask) -> None:
    """Bind Superset's tasks before threads ask for them: the second of two first statements in SQL Lab was seen to find one half made."""
    import superset.sql_lab  # noqa: F401
    from superset.extensions import celery_app

    celery_app.finalize()


HOME = Path(os.environ["SUPERSET_HOME"])

SECRET_KEY = (HOME / "secret_key").read_text(encoding="utf-8")
SQLALCHEMY_DATABASE_URI = f"sqlite:///{HOME / 'superset.db'}"
SQLALCHEMY_ENGINE_OPTIONS = {"connect_args": {"timeout": 30}}

EVENT_LOGGER = Silent()

DB_CONNECTION_MUTATOR = only_the_published_file
PREVENT_UNSAFE_DB_CONNECTIONS = True
ALLOWED_EXTENSIONS: set[str] = set()
EXCEL_EXTENSIONS: set[str] = set()
CSV_EXTENSIONS: set[str] = set()
COLUMNAR_EXTENSIONS: set[str] = set()
DATASET_IMPORT_ALLOWED_DATA_URLS: list[str] = []

AUTH_TYPE = AUTH_DB
AUTH_USER_REGISTRATION = False
PUBLIC_ROLE_LIKE = None
WTF_CSRF_ENABLED = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
ENABLE_PROXY_FIX = False

# A number is never older than the release it is asked of: no answer is kept.
CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}
DATA_CACHE_CONFIG = {"CACHE_TYPE": "NullCache"}

FEATURE_FLAGS = {
    "ALLOW_ADHOC_SUBQUERY": False,
    "ALERT_REPORTS": False,
    "DASHBOARD_VIRTUALIZATION": False,
    "EMBEDDABLE_CHARTS": False,
    "ENABLE_TEMPLATE_PROCESSING": False,
    "ENABLE_SUPERSET_META_DB": False,
    "SSH_TUNNELING": False,
}

LOG_LEVEL = logging.ERROR

APP_NAME = "预算 Yusuan"
BABEL_DEFAULT_LOCALE = "zh"
LANGUAGES = {"zh": {"flag": "cn", "name": "中文"}, "en": {"flag": "us", "name": "English"}}
THEME_DEFAULT = {
    "algorithm": "default",
    "token": {
        "brandAppName": APP_NAME,
        "brandLogoAlt": APP_NAME,
        "brandLogoUrl": "/static/assets/images/superset-logo-horiz.png",
        "brandLogoMargin": "18px 0",
        "brandLogoHref": "/",
        "brandLogoHeight": "24px",
        "colorPrimary": "#9b1c1c",
        "colorLink": "#9b1c1c",
        "fontFamily": "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Zen Hei', sans-serif",
    },
}
THEME_DARK = None

SELF = ["'self'"]
TALISMAN_ENABLED = True
TALISMAN_CONFIG = {
    "content_security_policy": {
        "base-uri": SELF,
        "default-src": SELF,
        "img-src": [*SELF, "blob:", "data:"],
        "worker-src": [*SELF, "blob:"],
        "connect-src": SELF,
        "object-src": "'none'",
        "style-src": [*SELF, "'unsafe-inline'"],
        "font-src": SELF,
        "script-src": [*SELF, "'strict-dynamic'"],
        "frame-ancestors": "'none'",
    },
    "content_security_policy_nonce_in": ["script-src"],
    "force_https": False,
    "session_cookie_secure": False,
}
