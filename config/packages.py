"""The files of npm packages that pages use, served from ``node_modules``: no copy here, no CDN."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PackageFinder(BaseFinder):
    """Finds exactly the files listed in ``settings.STATIC_PACKAGES``: ``{address folder: (package folder, files)}``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make one storage per package, which collectstatic copies from."""
        self.packages: dict[str, tuple[FileSystemStorage, frozenset[str]]] = {}
        for prefix, (folder, files) in settings.STATIC_PACKAGES.items():
            storage = FileSystemStorage(location=settings.NODE_MODULES / folder)
            storage.prefix = prefix  # type: ignore[attr-defined]  # where collectstatic looks for it
            self.packages[prefix] = storage, frozenset(files)
        super().__init__(*args, **kwargs)

    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's signature
        """Return where the static file ``path`` lies, or an empty list."""
        for prefix, (storage, files) in self.packages.items():
            name = path.removeprefix(f"{prefix}/")
            if name != path and name in files and (found := Path(storage.path(name))).exists():
                return [str(found)] if find_all else str(found)
        return []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[Any]:
        """Yield every listed file with its storage."""
        patterns = [*(ignore_patterns or [])]
        for storage, files in self.packages.values():
            for name in sorted(files):
                if not matches_patterns(name, patterns):
                    yield name, storage


class ModuleManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed and compressed names, also inside ``import … from "./other.js"``."""

    support_js_module_import_aggregation = True
