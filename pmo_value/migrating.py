"""What migrations need beyond Django, which draws up all models again and again."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import (
    AddConstraint,
    AddIndex,
    CreateModel,
    RunPython,
)
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState, StateApps


class CreateModels(Operation):
    """Make the tables of many models, with their constraints and indexes.

    Django draws up every model that is related to a new one again for each of them: two
    hundred models that all know each other take half a minute of it on an empty
    database. Here they are drawn up once, when all of them are known.

    Raises ValueError for a constraint or an index of a model that is not made here.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]
    operations: Sequence[CreateModel | AddConstraint | AddIndex]

    def __init__(
        self, operations: Sequence[CreateModel | AddConstraint | AddIndex]
    ) -> None:
        self.operations = operations
        self.tables = [one for one in operations if isinstance(one, CreateModel)]
        made = {table.name_lower for table in self.tables}
        for added in operations:
            if (
                not isinstance(added, CreateModel)
                and added.model_name_lower not in made
            ):
                raise ValueError(f"{added.model_name} is not made here")

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return self.__class__.__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # What has been drawn up before would be kept up to date, model by model.
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        # A table is made as it is in the end: all that is added to it is part of it.
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create {len(self.tables)} models at once"


class RunOnTables(RunPython):
    """Run Python that works on tables, and gets no models.

    Drawing them up would take longer than the rest of a migration.
    """

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self.code(StateApps([], {}), schema_editor)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        if self.reverse_code is None:
            raise NotImplementedError("This step cannot be taken back")
        self.reverse_code(StateApps([], {}), schema_editor)
