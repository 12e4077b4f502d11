"""Parts of addresses that are more than a number or a slug."""


class FileKind:
    """What lists are exported as."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Medium(FileKind):
    """The files that a report is written in."""

    regex = "pdf|pptx|xlsx|csv"
