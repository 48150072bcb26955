"""CONNECTBOT_<NAME>_FILE: settings whose value lies in a file, as mounted secrets do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_settings import PydanticBaseSettingsSource

from connectbot.settings.faults import PREFIX, BadSettings


class FileSecrets(PydanticBaseSettingsSource):
    """Every setting that a file was named for."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The content of the file named for this field; None where none is named."""
        path = os.environ.get(f"{PREFIX}{field_name.upper()}_FILE")
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError) as error:
            why = error.strerror if isinstance(error, OSError) else "it is no text"
            raise BadSettings(
                f"{PREFIX}{field_name.upper()}_FILE: I cannot read the file it names "
                f"({why}). Give a text file this user may read."
            ) from None

    def __call__(self) -> dict[str, Any]:
        """The fields by name, with what their files hold."""
        found = {name: self.get_field_value(info, name)[0] for name, info in self._fields()}
        return {name: value for name, value in found.items() if value is not None}

    def _fields(self) -> list[tuple[str, FieldInfo]]:
        return list(self.settings_cls.model_fields.items())
