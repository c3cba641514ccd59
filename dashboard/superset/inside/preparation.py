"""Bring Superset's own database up to date: its tables, its roles, two users, and the bundle. Run again, it keeps what users added."""

# pyright: reportMissingImports=false, reportMissingModuleSource=false
from __future__ import annotations

import json
import os
import sqlite3
import sys
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from superset.app import create_app

READER = "Reader 读者"
DATABASE = "Yusuan 预算"
ROLES = {"admin": "Admin", "reader": READER}


def add_roles() -> None:
    """Superset's own roles, and that of readers: Gamma, SQL Lab and the published file."""
    from superset.extensions import appbuilder, db, security_manager

    appbuilder.add_permissions(update_perms=True)
    security_manager.sync_role_definitions()
    security_manager.add_role(READER)
    db.session.commit()


def add_users(passwords: dict[str, str]) -> None:
    """The users that are not there yet; whoever is keeps the password."""
    from superset.extensions import security_manager

    for name, password in passwords.items():
        if security_manager.find_user(name) is None:
            role = security_manager.find_role(ROLES[name])
            if not security_manager.add_user(name, name, "yusuan", f"{name}@localhost", role, password=password):
                raise RuntimeError(f"the user {name} could not be added")


def import_bundle(folder: Path) -> None:
    """The objects of the bundle as they are in its files; whatever else there is stays."""
    from superset.commands.importers.v1.assets import ImportAssetsCommand
    from superset.extensions import security_manager
    from superset.utils.core import override_user

    contents = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")}
    with override_user(security_manager.find_user("admin")):
        ImportAssetsCommand(contents).run()


def let_readers_read() -> None:
    """What a reader may do: what Gamma and SQL Lab allow, on the one database."""
    from superset.extensions import db, security_manager
    from superset.models.core import Database

    published = db.session.query(Database).filter_by(database_name=DATABASE).one()
    own = security_manager.add_permission_view_menu("database_access", published.perm)
    given = [one for name in ("Gamma", "sql_lab") for one in security_manager.find_role(name).permissions]
    security_manager.find_role(READER).permissions = list({one.id: one for one in [*given, own]}.values())
    db.session.commit()


def main(bundle: Path, roles_are_new: bool, passwords: dict[str, str]) -> None:
    """Everything, in its order. SQLite keeps a log of its own, so that those who read never wait for who writes."""
    with sqlite3.connect(Path(os.environ["SUPERSET_HOME"]) / "superset.db") as opened:
        opened.execute("pragma journal_mode = wal")
    app: Flask = create_app()
    with app.app_context():
        upgrade()
        if roles_are_new:
            add_roles()
        add_users(passwords)
        import_bundle(bundle)
        let_readers_read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] == "new", json.loads(sys.stdin.read()))
