"""create_app(): extensions, blueprints, error pages, template globals."""

import logging
from collections.abc import Callable
from typing import Any

from flask import Flask, abort, request
from flask.json.provider import DefaultJSONProvider
from flask_babel import Babel
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter, Rule, ValidationError

from advocacy.config import Settings, assets_dir, read_settings, require_secret
from advocacy.db import begin_for_method, db, init_db
from advocacy.domain.refs import parse_ref
from advocacy.policy import remember_restricted
from advocacy.services import audit, files
from advocacy.views import BLUEPRINTS, unsubscribing
from advocacy.views.access import deny_what_states_nothing
from advocacy.views.cookies import SchemeSessions
from advocacy.views.errors import init_errors
from advocacy.views.language import choose_locale, forget_locale
from advocacy.views.not_in_print import init_not_in_print
from advocacy.views.rendering import Templates, init_rendering
from advocacy.views.request_log import init_request_log
from advocacy.views.saving import init_saving
from advocacy.views.security import init_security
from advocacy.views.sessions import load_session_user
from advocacy.views.uploads import init_uploads

MEGABYTE = 1024 * 1024
LONGEST_FORM_PART = 2 * MEGABYTE


class RefConverter(BaseConverter):
    """A record's ref in an address; anything else is not found."""

    regex = r"[0-9A-Za-z]{10}"

    def to_python(self, value: str) -> str:
        """Read capitals and misread letters as people write them."""
        try:
            return parse_ref(value)
        except ValueError:
            raise ValidationError from None


class LateRule(Rule):
    """A route that compiles what builds its address when that is first asked for: at start that takes long."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        def build(_rule: Rule, /, **values: Any) -> tuple[str, str]:
            compiled = Rule._compile_builder(self, append_unknown).__get__(self, None)
            setattr(self, "_build_unknown" if append_unknown else "_build", compiled)
            return compiled(**values)  # type: ignore[no-any-return]

        return build


def create_app(settings: Settings | None = None) -> Flask:
    """Return the app. Raises SettingsError when a setting is missing or wrong."""
    settings = settings or read_settings()
    require_secret(settings)
    app = Flask(
        "advocacy",
        template_folder=str(assets_dir("templates")),
        static_folder=str(assets_dir("static")),
    )
    app.jinja_environment = Templates
    app.url_rule_class = LateRule
    _configure(app, settings)
    init_request_log(app)
    init_security(app)
    app.url_map.converters["ref"] = RefConverter
    init_db(app, settings)
    audit.install(db.session)
    files.install(db.session)
    app.before_request(_begin)
    init_uploads(app)
    csrf = CSRFProtect(app)
    Babel(app, locale_selector=choose_locale)
    _init_login(app)
    app.teardown_request(_end)
    app.before_request(deny_what_states_nothing)
    init_saving(app)
    init_rendering(app)
    init_errors(app)
    init_not_in_print(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    csrf.exempt(unsubscribing.show)
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        SITE_NAME=settings.site_name,
        DEMO=settings.demo,
        TIME_ZONE=settings.time_zone,
        CLAIM_DAYS=settings.claim_days,
        BASE_URL=settings.base_url,
        MAIL=settings.mail,
        REPLY_ADDRESS=settings.inbox.reply_address,
        MAILDIR=settings.inbox.maildir,
        IMAP=settings.inbox.imap,
        TESTING=settings.testing,
        BEHIND_PROXY=settings.behind_proxy,
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
        MAX_CONTENT_LENGTH=4 * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM_PART,
        MAX_FORM_PARTS=5000,
        SESSION_COOKIE_NAME="session",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_DEFAULT_LOCALE="en",
        BABEL_TRANSLATION_DIRECTORIES=str(assets_dir("translations")),
    )
    app.session_interface = SchemeSessions()
    app.json = DefaultJSONProvider(app)
    app.logger.setLevel(logging.INFO)


def _init_login(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.user_loader(load_session_user)


def _end(_error: BaseException | None) -> None:
    """Leave nothing of a request behind in its thread."""
    begin_for_method("POST")
    remember_restricted(reading=False)
    forget_locale()


def _begin() -> None:
    """Begin transactions as the method wants; refuse NUL in addresses and queries."""
    begin_for_method(request.method)
    remember_restricted(request.method in {"GET", "HEAD"})
    if "\0" in request.path or any("\0" in value for values in request.args.listvalues() for value in values):
        abort(404)
