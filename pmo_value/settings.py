"""Settings, all from the environment; `.env.example` explains each variable."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from pmo_value import brokers, logs
from pmo_value import environment as given
from pmo_value.databases import tuned
from pmo_value.environment import read

BASE_DIR = Path(__file__).resolve().parent.parent
given.load_env_file(BASE_DIR)

# What a running copy keeps beside its code: the SQLite file, queues, uploads.
VAR_DIR = read("VAR_DIR", given.folder(BASE_DIR), given.VAR_DIR_DEFAULT)

DEBUG = read("DEBUG", given.boolean, "false")
SECRET_KEY = read("SECRET_KEY", given.secret_key(debug=DEBUG))

LISTEN_ON = read("LISTEN_ON", given.listening_address, "127.0.0.1")
PORT = read("PORT", given.whole_number(1, 65535), "8000")
WEB_WORKERS = read("WEB_WORKERS", given.whole_number(1, 64), "2")

# Links in mail start with SITE_URL, never with what a request calls the site.
SITE_URL = read("SITE_URL", given.site_url(debug=DEBUG), f"http://127.0.0.1:{PORT}")
IS_HTTPS = SITE_URL.startswith("https://")
LOOPBACK = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = [
    *read("ALLOWED_HOSTS", given.allowed_hosts(debug=DEBUG), given.host_of(SITE_URL)),
    *LOOPBACK,
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

OIDC_URL = read("OIDC_URL", given.identity_provider)
MFA = read("MFA", given.boolean, "false")

INSTALLED_APPS = [
    "pmo_value",
    "accounts",
    "delivery",
    "recognition",
    "scorecards",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "knox",
    "rest_framework",
    "simple_history",
]
if MFA:
    INSTALLED_APPS += ["allauth.mfa"]
if OIDC_URL:
    INSTALLED_APPS += [
        "allauth.socialaccount",
        "allauth.socialaccount.providers.openid_connect",
    ]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "pmo_value.headers.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SessionAgeMiddleware",
    "accounts.middleware.ReaderMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "pmo_value.urls"
WSGI_APPLICATION = "pmo_value.wsgi.application"

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
            ],
        },
    },
]

FORM_RENDERER = "pmo_value.form_rendering.Renderer"

# Data

DATABASES = {
    "default": tuned(
        read(
            "DATABASE_URL",
            given.database(BASE_DIR),
            f"sqlite:///{VAR_DIR / 'pmo_value.sqlite3'}",
        ),
        statement_seconds=read("STATEMENT_TIMEOUT", given.whole_number(0, 3600), "0"),
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": read("CACHE_URL", given.cache, "locmemcache://")}
MEDIA_ROOT = VAR_DIR / "media"
# How large a file with facts may be: CSV, and what has to be unpacked.
IMPORT_MAX_MB = read("IMPORT_MAX_MB", given.whole_number(1, 10_000), "200")
IMPORT_MAX_WORKBOOK_MB = read(
    "IMPORT_MAX_WORKBOOK_MB", given.whole_number(1, 1_000), "50"
)

# A folder whose files are imported by themselves; none without it.
IMPORT_FOLDER = read("IMPORT_FOLDER", given.optional_folder(BASE_DIR))

# People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{validator}", "OPTIONS": options}
    for validator, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
DEMO_PASSWORD = read("DEMO_PASSWORD", str)

ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_USER_DISPLAY = "accounts.adapters.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[PMO Value] "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Failed sign-ins are counted by axes, in the database that all processes share.
ACCOUNT_RATE_LIMITS = {"login_failed": None}

SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": read("OIDC_NAME", str, "Single sign-on"),
                "client_id": read("OIDC_CLIENT_ID", str),
                "secret": read("OIDC_CLIENT_SECRET", str),
                "settings": {"server_url": OIDC_URL},
            }
        ]
    }
}

AXES_FAILURE_LIMIT = 10
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "accounts.lockout.attempted_name"
AXES_CLIENT_IP_CALLABLE = "accounts.lockout.client_address"
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False

# A session ends this long after signing in; a quiet one of the staff sooner.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("en-gb", _("English (UK)")), ("de", _("German"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = read("TIME_ZONE", given.time_zone, "UTC")
USE_TZ = True

# Files

STATIC_URL = "static/"
STATIC_ROOT = read("STATIC_ROOT", given.folder(BASE_DIR), f"{VAR_DIR}/static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "pmo_value.finders.PlotlyFinder",
    "pmo_value.finders.StyleSheetFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "pmo_value.staticfiles.Storage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Source maps are large and fetched by developers only.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Mail

MAIL = read("EMAIL_URL", given.email, "consolemail://")
EMAIL_BACKEND = MAIL["EMAIL_BACKEND"]
EMAIL_HOST = MAIL["EMAIL_HOST"]
EMAIL_PORT = MAIL["EMAIL_PORT"]
EMAIL_HOST_USER = MAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_FILE_PATH = MAIL["EMAIL_FILE_PATH"]
EMAIL_USE_TLS = MAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = MAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = read(
    "DEFAULT_FROM_EMAIL", given.mail_address, "PMO Value <value@localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# What stands behind the @ in the names of messages.
MAIL_DOMAIN = given.host_of(SITE_URL)

# Background work: the database says what is due, a message only says "now".

REDIS_URL = read("REDIS_URL", given.broker)
CELERY_BROKER_URL = REDIS_URL or brokers.FILESYSTEM
CELERY_BROKER_TRANSPORT_OPTIONS = (
    brokers.REDIS_OPTIONS if REDIS_URL else brokers.filesystem(VAR_DIR / "broker")
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_CONCURRENCY = read("TASK_WORKERS", given.whole_number(1, 64), "2")
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 200
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000  # KiB
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "scorecards.tasks.sweep",
        "schedule": 15.0,
        # A sweep that nobody took in time is of no use: the next one is due.
        "options": {"expires": 15.0},
    },
    "sweep files": {
        "task": "scorecards.tasks.sweep_files",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
    "sweep reports": {
        "task": "scorecards.tasks.sweep_reports",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "sweep imports": {
        "task": "delivery.imports.tasks.sweep_imports",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
    "watch folders": {
        "task": "delivery.imports.tasks.watch_folders",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    # Somewhere it becomes seven in the morning every quarter of an hour.
    "sweep reminders": {
        "task": "delivery.tasks.sweep_reminders",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "sweep rounds": {
        "task": "recognition.tasks.sweep_rounds",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    "sweep testimonials": {
        "task": "recognition.tasks.sweep_testimonials",
        "schedule": 300.0,
        "options": {"expires": 300.0},
    },
    # Of what waits its lead hears once; an hour more is no matter.
    "sweep value": {
        "task": "recognition.tasks.sweep_value",
        "schedule": 3600.0,
        "options": {"expires": 3600.0},
    },
    "sweep schedules": {
        "task": "scorecards.tasks.sweep_schedules",
        "schedule": 60.0,
        "options": {"expires": 60.0},
    },
    "sweep mail": {
        "task": "accounts.tasks.sweep_mail",
        "schedule": 15.0,
        "options": {"expires": 15.0},
    },
}
# Tasks that live deeper than in the `tasks` of an app.
CELERY_IMPORTS = ["delivery.imports.tasks"]

# Health: the name of a check in /readyz, and the function that makes it.

READINESS_CHECKS = {
    "database": "pmo_value.health.check_database",
    "broker": "pmo_value.health.check_broker",
    "scorecards": "scorecards.health.check_scorecards",
}

# Security

TRUSTED_PROXY_COUNT = read("TRUSTED_PROXY_COUNT", given.whole_number(0, 9), "0")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = read("HSTS_SECONDS", given.whole_number(0, 63_072_000), "0")
SECURE_HSTS_INCLUDE_SUBDOMAINS = bool(SECURE_HSTS_SECONDS)
SECURE_HSTS_PRELOAD = bool(SECURE_HSTS_SECONDS)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
COOKIE_PREFIX = "__Host-" if IS_HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = IS_HTTPS
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Chromium holds the redirects after a form against this list as well.
        "form-action": [SELF, *given.origins(OIDC_URL)],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "upgrade-insecure-requests": IS_HTTPS,
    }
}

# API

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "knox.auth.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "pmo_value.pagination.Pages",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_CLASSES": [
        "rest_framework.throttling.AnonRateThrottle",
        "rest_framework.throttling.UserRateThrottle",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "anon": "60/minute",
        "user": "600/minute",
        "imports": "60/hour",
    },
    "NUM_PROXIES": TRUSTED_PROXY_COUNT,
    "COERCE_DECIMAL_TO_STRING": True,
}
REST_KNOX = {
    "TOKEN_TTL": timedelta(days=90),
    "TOKEN_LIMIT_PER_USER": 10,
    "AUTO_REFRESH": False,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "PMO Value",
    "DESCRIPTION": _("What a PMO delivers, and whether that value is recognised."),
    "VERSION": "1",
    "ENUM_NAME_OVERRIDES": {
        "ImportKindEnum": "delivery.models.import_batch.ImportBatch.Kind",
        "ImportStateEnum": "delivery.models.import_batch.ImportBatch.State",
        "BenefitEntryKindEnum": "delivery.models.benefit.BenefitEntry.Kind",
    },
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.IsAuthenticated"],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}

LOGGING = logs.configuration(read("LOG_LEVEL", given.log_level, "info"))
