"""Many new tables made in one go: what Django would have made, and back again."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from pmo_value.migrating import CreateModels, RunOnTables

NAMES_ONCE = models.UniqueConstraint(fields=["name"], name="mig_shelf_name_once")


def shelf_and_book() -> CreateModels:
    """Two tables that point at each other, and what is added to them later."""
    key = models.BigAutoField(primary_key=True)
    return CreateModels(
        [
            migrations.CreateModel(
                "Shelf",
                [
                    ("id", key),
                    ("name", models.CharField(max_length=9)),
                    (
                        "best",
                        models.ForeignKey("mig.Book", models.SET_NULL, null=True),
                    ),
                ],
            ),
            migrations.CreateModel(
                "Book",
                [
                    ("id", key.clone()),
                    ("year", models.IntegerField()),
                    ("shelf", models.ForeignKey("mig.Shelf", models.CASCADE)),
                ],
            ),
            migrations.AddConstraint("Shelf", NAMES_ONCE),
            migrations.AddIndex("Book", models.Index(fields=["year"], name="mig_year")),
        ]
    )


@pytest.mark.django_db(transaction=True)
def test_tables_are_made_with_all_that_is_added_and_removed_again():
    before, after = ProjectState(), ProjectState()
    operation = shelf_and_book()
    operation.state_forwards("mig", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("mig", editor, before, after)
    with connection.cursor() as cursor:
        introspection = connection.introspection
        assert "mig_shelf_name_once" in introspection.get_constraints(
            cursor, "mig_shelf"
        )
        assert "mig_year" in introspection.get_constraints(cursor, "mig_book")
        assert introspection.get_relations(cursor, "mig_shelf").keys() == {"best_id"}
    with connection.schema_editor() as editor:
        operation.database_backwards("mig", editor, after, before)
    assert not {"mig_shelf", "mig_book"} & set(connection.introspection.table_names())


def test_a_constraint_of_a_table_made_elsewhere_is_refused():
    with pytest.raises(ValueError, match="Shelf is not made here"):
        CreateModels([migrations.AddConstraint("Shelf", NAMES_ONCE)])


def test_python_on_tables_gets_no_models_and_may_have_no_way_back():
    given = []
    operation = RunOnTables(lambda apps, editor: given.extend([editor, apps]))
    state = ProjectState()
    operation.database_forwards("mig", "the editor", state, state)
    assert given[0] == "the editor"
    assert given[1].get_models() == []
    assert "apps" not in state.__dict__
    with pytest.raises(NotImplementedError, match="taken back"):
        operation.database_backwards("mig", "the editor", state, state)
