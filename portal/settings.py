"""One settings file, driven by the environment and safe when the environment is silent.

Every variable an operator may set is listed in README.md, "Run it for real".
"""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from portal import environment
from portal.environment import text

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(text("VAR_DIR", str(BASE_DIR / "var"))).resolve()
if BASE_DIR.is_relative_to(VAR_DIR):
    # Collected files would overwrite the program's own.
    raise ImproperlyConfigured(f"VAR_DIR must not be {VAR_DIR}: give it a folder of its own.")

# --- Where we are -------------------------------------------------------------------------------
DEBUG = environment.switch("DEBUG", False)
SECRET_KEY = environment.kept_secret("secret_key", VAR_DIR)
SITE_NAME = text("SITE_NAME", "Caregiver Portal")
#: Shown on the page "About this portal".
CONTACT_EMAIL = text("CONTACT_EMAIL")
SITE = environment.site("SITE_URL", "http://127.0.0.1:8000")
SITE_URL = SITE.geturl()
HTTPS = SITE.scheme == "https"
LOOPBACK = SITE.hostname in {"localhost", "127.0.0.1", "::1"}
ALLOWED_HOSTS = [SITE.hostname, *environment.names("ALLOWED_HOSTS")]
if LOOPBACK:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
#: How many proxies in front of us write X-Forwarded-For. Over https there is at least one.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 1 if HTTPS else 0)

# --- What we are made of ------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.apps.PortalConfig",
    "portal.accounts",
    "portal.leaving",
    "articles",
    "forum",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "taggit",
    "django_countries",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]
MIDDLEWARE = [
    # First what sets headers, so that every answer has them: files, redirects and refusals too.
    "portal.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # pads against BREACH; a proxy may do better
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.RefusalMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.MovedMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.middleware.VisitorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.middleware.StaffMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORCE_SCRIPT_NAME = ""  # never from a header: it would change every link
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context.site",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"

# --- Data ---------------------------------------------------------------------------------------
DATABASE_NAME = "portal"
POSTGRES_FOLDER = VAR_DIR / "postgres"
if text("DATABASE_URL"):
    DATABASES = {"default": environment.service("DATABASE_URL", "")}
    if "postgresql" not in str(DATABASES["default"]["ENGINE"]):
        raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL server.")
else:
    DATABASES = {"default": {"ENGINE": "portal.embedded_postgres", "NAME": DATABASE_NAME}}
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    # portal/wsgi.py asks for 5 s: nothing a visitor wants may hold a connection for longer.
    # Commands (migrations, imports, backups) may take their time.
    options=f"-c statement_timeout={text('STATEMENT_TIMEOUT', '0')} -c timezone=UTC",
    connect_timeout=3,
)
CACHES = {
    "default": environment.shared_cache("CACHE_URL", "dbcache://portal_cache")
    # Rate limits must be shared by all server processes, so the default is the database.
}
if "DatabaseCache" in str(CACHES["default"]["BACKEND"]):
    # Django would keep 300 entries, and throw limits away with the rest.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 50_000}
SESSION_ENGINE = "portal.accounts.sessions"

# --- Mail and background work -------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text(
    "FROM_EMAIL", f"{SITE_NAME} <portal@{SITE.hostname if not LOOPBACK else 'localhost'}>"
)
if text("EMAIL_URL"):
    EMAIL_BACKEND = ""
    vars().update(environment.service("EMAIL_URL", ""))
    EMAIL_TIMEOUT = 20
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_SUBJECT_PREFIX = ""
#: By which a mail service proves itself when it reports bounces and complaints; none: it cannot.
MAIL_EVENTS_SECRET = environment.secret("MAIL_EVENTS_SECRET")
#: What the apps do once a day, beside `portal.housekeeping`: functions without arguments.
DAILY: list[str] = [
    "forum.models.requests.forget_closed",
    "articles.desk.digest.weekly",
    "articles.link_check.daily",
    "articles.planning.take_up",
    "articles.trials.watch.daily",
    "articles.trials.matching.daily",
    "forum.models.photos.forget_unsent",
    "portal.leaving.daily.daily",
    "portal.accounts.models.forget_footprints",
    "forum.unseen.daily",
    "forum.models.duty.notes.forget_old",
    "forum.article_news.daily",
    "portal.notifications.bounces.daily",
    "portal.notifications.telling.daily",
    "portal.search.upkeep.daily",
]
#: Crisis items that one moderator decides on in a day before others are asked. Fewer can be chosen.
DISTRESSING_A_DAY = environment.number("DISTRESSING_A_DAY", 5)
#: What they do every minute.
EVERY_MINUTE: list[str] = [
    "forum.duty.alerts.every_minute",
    "portal.search.related.every_minute",
]
#: What they do every hour.
HOURLY: list[str] = ["forum.trial_news.hourly", "portal.notifications.digests.hourly"]
#: Where it stands what we hold about members, and what becomes of it when they leave.
LEAVING = ["forum.leaving", "articles.leaving", "portal.leaving.own"]
#: Whether the portal asks other sites if they still answer. Off: it connects to nobody by itself.
LINK_CHECK = environment.switch("LINK_CHECK", False)
#: Whether the portal asks ClinicalTrials.gov for trials, and where that is.
TRIALS_FETCH = environment.switch("TRIALS_FETCH", False)
TRIALS_URL = environment.other_site("TRIALS_URL", "https://clinicaltrials.gov/api/v2")
TASKS = {
    # Rows in our own database: a task enqueued by a rolled-back request never runs.
    "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}
}

# --- People -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["portal.accounts.passwords.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "portal.accounts.passwords.LengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "pseudonym"]},
    },
    {"NAME": "portal.accounts.passwords.GuessableValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_signed_out"
ACCOUNT_ADAPTER = "portal.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "pseudonym"
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_FORMS = {
    name: f"portal.accounts.forms.{form}"
    for name, form in {
        "change_password": "ChangePasswordForm",
        "login": "LoginForm",
        "reauthenticate": "ReauthenticateForm",
        "reset_password": "ResetPasswordForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "set_password": "SetPasswordForm",
        "signup": "SignupForm",
    }.items()
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True  # in the browser that signed up, and in no other
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # of this browser; all others are signed out
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds
ACCOUNT_DEFAULT_HTTP_PROTOCOL = SITE.scheme
#: Counted in the cache. "ip": a network address, "key": an e-mail address or an account.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "change_password": "5/5m/user",
    "reauthenticate": "5/5m/user",
    "manage_email": "5/h/user",
    "reset_password": "10/m/ip,50/d/ip,2/h/key,5/d/key",
    "reset_password_from_key": "20/m/ip",
    "signup": "10/m/ip,50/d/ip",
    "confirm_email": "2/h/key,5/d/key",
    "resend": "10/m/ip,50/d/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
MFA_ADAPTER = "portal.accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "activate_totp": "portal.accounts.forms.ActivateTOTPForm",
    "authenticate": "portal.accounts.forms.AuthenticateForm",
    "reauthenticate": "portal.accounts.forms.ReauthenticateByCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # the code before and after: clocks differ, and typing takes time
#: Staff see pending texts about children: a password alone must not open that door.
STAFF_SECOND_FACTOR = environment.switch("STAFF_SECOND_FACTOR", True)
STAFF_IDLE = 12 * 3600  # seconds without a request, after which staff sign in anew

# --- The forum ------------------------------------------------------------------------------------
#: Whether everything waits for a moderator, whoever writes it (`forum.trust`).
FORUM_HOLD_ALL = environment.switch("FORUM_HOLD_ALL", False)
#: How many members' reports hide a text until a moderator looks (`forum.weighing`); 0: none ever.
HIDE_AT_REPORTS = environment.number("HIDE_AT_REPORTS", 3)
#: The same where it could harm, tells who somebody is, or somebody's safety is at stake.
HIDE_AT_GRAVE_REPORTS = environment.number("HIDE_AT_GRAVE_REPORTS", 2)

# --- Against programs that sign up and write ------------------------------------------------------
#: Seconds below which nobody fills in a form that anybody may send; 0: no matter.
FASTEST_FORM = environment.number("FASTEST_FORM", 3)
#: Accounts made in a day from one network, which a whole hospital may share; 0: any number.
SIGNUPS_PER_NETWORK = environment.number("SIGNUPS_PER_NETWORK", 3)
#: Texts of somebody new that wait for a moderator at a time; 0: any number.
NEW_MEMBERS_WAITING = environment.number("NEW_MEMBERS_WAITING", 1)
#: The newest texts of each kind with which a new one is compared; 0: none.
RECENT_TEXTS_COMPARED = environment.number("RECENT_TEXTS_COMPARED", 15)

# --- Cookies and headers ------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz/$", r"^readyz/$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Our e-mail column is unique whatever its case, by a constraint that this check does not read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
if LOOPBACK and not HTTPS:
    # Nobody can listen between a browser and its own machine, and TLS is not to be had there.
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W011", "security.W016"]
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Limits on what is sent to us ---------------------------------------------------------------
DATA_UPLOAD_MAX_MEMORY_SIZE = 512 * 1024  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

# --- Words and files ----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "portal.staticfiles.BundledStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "portal.logs.Formatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": environment.log_level("LOG_LEVEL", "INFO")},
    # Django prints the request's whole path, query string and so the search words, at WARNING.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "embedded_postgres": {"level": "CRITICAL"},  # portal.embedded_postgres says it in one line
        "django.server": {"level": "ERROR"},
        "django.security": {"level": "ERROR"},
        "django_tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "ERROR"},  # it tells of every look for work
    },
}
