"""What a wheel has beside its files: the picture that the very first start shows, laid out when the wheel is
built. Where what lays it out is not installed, the wheel goes without, and the first start does it."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FirstPictureHook(BuildHookInterface):  # type: ignore[type-arg]
    """Of a wheel that is built, not of a checkout that is installed as it is."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        with TemporaryDirectory() as cache:
            os.environ["ACETATE_CACHE"] = cache  # what is made is made of this checkout
            try:
                from app.ui.services import first_picture

                made = first_picture.to_ship()
            except ImportError as lacking:
                self.app.display_warning(f"without the first picture: {lacking}")
                return
        self._folder = TemporaryDirectory()
        file = Path(self._folder.name) / first_picture.SHIPPED
        file.write_bytes(made)
        build_data["force_include"][str(file)] = f"app/bundled/{file.name}"
