"""What a person fills in to sign in."""

from typing import Any

from allauth.account.forms import LoginForm
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):
    """Sign in with either name, and say in the labels what is expected.

    A placeholder repeats the label and goes away when one types, so there is none.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or e-mail address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["remember"].label = _("Stay signed in when the browser closes")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
