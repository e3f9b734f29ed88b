"""The bundled workspace as a page, and one browser for all tests. Where there is none, these tests
are left out, saying so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.driver import Browser, browser

WITHOUT = "there is no browser here: install chromium and its chromedriver"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if browser() is None:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=WITHOUT))


@pytest.fixture(scope="session")
def study(composed: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled workspace."""
    path = tmp_path_factory.mktemp("page") / "study.html"
    path.write_bytes(composed)
    return path


@pytest.fixture(scope="session")
def _window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with Browser(tmp_path_factory.mktemp("browser")) as window:
        yield window


@pytest.fixture
def window(_window: Browser) -> Iterator[Browser]:
    """A window of 1280 × 800 px that wants no motion. Whatever the console complains of fails the
    test: errors, and what the page's policy had to stop."""
    _window.leave()
    _window.resize(1280, 800)
    _window.media(prefers_color_scheme="light", prefers_reduced_motion="reduce")
    _window.complaints()
    yield _window
    assert _window.complaints() == []


@pytest.fixture
def page(window: Browser, study: Path) -> Callable[[str], Browser]:
    """Opens the page at an address."""

    def opened(address: str = "") -> Browser:
        window.open(study, address)
        return window

    return opened


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    from tests.page.hostile import write

    return write(tmp_path / "hostile")
