"""Template filters over `pmo_value.formatting`: {{ project.budget|money:"EUR" }}."""

from django import template

from pmo_value import formatting

register = template.Library()

register.filter("number", formatting.number)
register.filter("trimmed", formatting.trimmed)
register.filter("percent", formatting.percent)
register.filter("percentage_points", formatting.percentage_points)
register.filter("signed", formatting.signed)
register.filter("money", formatting.money)
register.filter("compact_money", formatting.compact_money)
register.filter("day", formatting.day)
register.filter("month", formatting.month)
register.filter("moment", formatting.moment)
register.filter("days", formatting.days)
