"""Pages of a person's own API tokens."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from knox.models import AuthToken

from accounts.requests import SignedInRequest
from accounts.tokens import TooManyTokensError, issue_token

takes_forms = require_http_methods(["GET", "HEAD", "POST"])


@takes_forms
@login_required
@never_cache
def account_tokens(request: SignedInRequest) -> HttpResponse:
    """List one's tokens, and make one: the answer shows it, this once."""
    token = ""
    if request.method == "POST":
        try:
            _record, token = issue_token(request.user)
        except TooManyTokensError as error:
            messages.error(
                request,
                _("You have %(limit)s tokens already. Give one back first.")
                % {"limit": error.limit},
            )
    tokens = AuthToken.objects.filter(user=request.user).order_by("-created")
    context = {"tokens": tokens, "token": token}
    return render(request, "accounts/account_tokens.html", context)


@takes_forms
@login_required
def account_token_revoke(request: SignedInRequest, key: str) -> HttpResponse:
    """Give back one of one's own tokens; `key` is the part of it that is on record."""
    tokens = AuthToken.objects.filter(user=request.user)
    token = get_object_or_404(tokens, token_key=key)
    if request.method == "POST":
        token.delete()
        messages.success(request, _("Token given back. It opens nothing any more."))
        return redirect("account_tokens")
    return render(request, "accounts/account_token_revoke.html", {"token": token})
