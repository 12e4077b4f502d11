"""Brands in the admin; a logo is uploaded on its page, where it is taken apart."""

from django.contrib import admin

from delivery.admin.fact import FactAdmin
from recognition.models import Branding


@admin.register(Branding)
class BrandingAdmin(FactAdmin):
    list_display = ["portfolio", "name", "accent", "second", "logo_type"]
    list_select_related = ["portfolio"]
    readonly_fields = ["logo_type", "logo_sha256"]
    raw_id_fields = ["portfolio"]
    search_fields = ["name", "portfolio__name"]
