"""API tokens, which scripts use in place of a password."""

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiResponse, extend_schema, inline_serializer
from knox.auth import TokenAuthentication
from rest_framework import serializers, status
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.tokens import TooManyTokensError, issue_token

NewToken = inline_serializer(
    "NewToken",
    {"token": serializers.CharField(), "expires_at": serializers.DateTimeField()},
)


class TokenCreate(APIView):
    """Make a token. Only a signed-in session may, so no token can prolong itself."""

    authentication_classes = [SessionAuthentication]

    @extend_schema(request=None, responses={201: NewToken})
    def post(self, request: Request) -> Response:
        """Make a token for oneself; it is shown this once."""
        try:
            instance, token = issue_token(request.user)  # type: ignore[arg-type]
        except TooManyTokensError as error:
            raise ValidationError(
                _("You have %(limit)s tokens already. Give one back first.")
                % {"limit": error.limit}
            ) from error
        return Response(
            {"token": token, "expires_at": instance.expiry},
            status=status.HTTP_201_CREATED,
        )


class TokenDelete(APIView):
    """Give back the token that the request carries."""

    authentication_classes = [TokenAuthentication]

    @extend_schema(request=None, responses={204: OpenApiResponse()})
    def delete(self, request: Request) -> Response:
        """Make the token of this very request useless."""
        request.auth.delete()
        return Response(status=status.HTTP_204_NO_CONTENT)
