"""A first rating scale, so that a new portfolio has one to choose."""

from django.db import migrations

NAME = "Red, amber, green"
LEVELS = ["green", "amber", "red"]


def add_scale(apps, schema_editor):
    scale, is_new = apps.get_model("delivery", "RatingScale").objects.get_or_create(
        name=NAME
    )
    if is_new:
        for position, colour in enumerate(LEVELS, start=1):
            scale.levels.create(label=colour.title(), position=position, colour=colour)


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial")]
    # The way back leaves the scale: portfolios may be rated by it.
    operations = [migrations.RunPython(add_scale, migrations.RunPython.noop)]
