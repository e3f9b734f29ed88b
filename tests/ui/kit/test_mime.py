"""What goes to the clipboard in several forms."""

from __future__ import annotations

from app.ui.kit.mime import empty_mime


def test_it_offers_what_is_put_into_it_alone() -> None:
    made = empty_mime()
    assert made.formats() == []
    made.setText("orders")
    assert made.formats() == ["text/plain"]
