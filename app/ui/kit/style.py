"""The window's look: palette and style sheet from a theme, on an 8 px grid."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from app.scene import colours
from app.scene.theme import DARK, LIGHT, Theme

BODY, SECONDARY = 13, 11  # font sizes, px
CARD, CHIP = 8, 6  # corner radii, px
HIT = 28  # least height and width of what is clicked, px


def chosen(choice: str) -> Theme:
    """The theme for `system`, `light` or `dark`; tells the platform, whose own parts (title
    bar, file dialogs) follow where it can."""
    hints = QGuiApplication.styleHints()
    if choice == "system":
        hints.unsetColorScheme()
        return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
    dark = choice == "dark"
    hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    return DARK if dark else LIGHT


def prepare(app: QApplication) -> None:
    """Style and font, once."""
    app.setStyle("Fusion")
    font = QFont(app.font())
    font.setPixelSize(BODY)
    app.setFont(font)


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole program in a theme."""
    app.setPalette(palette(theme))
    app.setStyleSheet(sheet(theme))


def mixed(top: str, under: str, share: float) -> str:
    """`share` (0..1) of one colour laid over another, as #RRGGBB."""
    return colours.mixed(under, top, share)


def outline(theme: Theme) -> str:
    """The border of what one types or chooses in, and of what is pressed down: a contrast of 3
    with the panel and the canvas (WCAG 2.2, success criterion 1.4.11)."""
    return mixed(theme.muted, theme.panel, 0.75)


def on_accent(theme: Theme) -> str:
    """Text on the accent colour."""
    return theme.canvas if theme.dark else "#FFFFFF"


def palette(theme: Theme) -> QPalette:
    """Qt's colours for what is drawn by its own style."""
    role = QPalette.ColorRole
    result = QPalette()
    for name, colour in {
        role.Window: theme.panel,
        role.WindowText: theme.text,
        role.Base: theme.canvas,
        role.AlternateBase: theme.panel,
        role.Text: theme.text,
        role.Button: theme.panel,
        role.ButtonText: theme.text,
        role.BrightText: theme.error,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.canvas,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: on_accent(theme),
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Accent: theme.accent,
        role.Mid: theme.hairline,
        role.Light: mixed(theme.text, theme.panel, 0.04),
        role.Dark: theme.hairline,
        role.Midlight: theme.hairline,
    }.items():
        result.setColor(name, QColor(colour))
    faint = QColor(mixed(theme.muted, theme.panel, 0.55))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, faint)
    return result


def sheet(theme: Theme) -> str:
    """The style sheet. Widgets ask for a part by object name or by the property `kind`."""
    t = theme
    hover = mixed(t.text, t.panel, 0.07)
    press = mixed(t.text, t.panel, 0.13)
    faint = mixed(t.muted, t.panel, 0.55)
    line = outline(t)
    accent_hover = mixed(t.text, t.accent, 0.12)
    return f"""
QMainWindow, QDialog {{ background: {t.panel}; }}
QMenuBar {{ background: {t.panel}; padding: 2px 8px; }}
QMenuBar::item {{ padding: 4px 8px; border-radius: {CHIP}px; background: transparent; }}
QMenuBar::item:selected {{ background: {hover}; }}
QMenu {{ background: {t.canvas}; border: 1px solid {t.hairline}; border-radius: {CARD}px;
  padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 26px; border-radius: 4px; }}
QMenu::item:selected {{ background: {t.accent}; color: {on_accent(t)}; }}
QMenu::item:disabled {{ color: {faint}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: 4px 8px; }}
QMenu::indicator {{ left: 6px; width: 14px; height: 14px; }}
QToolTip {{ background: {t.text}; color: {t.canvas}; border: 0; padding: 4px 6px; }}
QSplitter::handle {{ background: {t.hairline}; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
QLabel[kind="heading"] {{ font-weight: 600; }}
QLabel[kind="title"] {{ font-size: 18px; font-weight: 600; }}
QLabel[kind="secondary"] {{ color: {t.muted}; font-size: {SECONDARY}px; }}
QLabel[kind="muted"] {{ color: {t.muted}; }}
QPushButton {{ min-height: {HIT - 2}px; padding: 0 14px; border: 1px solid {t.hairline};
  border-radius: {CHIP}px; background: {t.canvas}; }}
QPushButton:hover {{ background: {hover}; }}
QPushButton:pressed {{ background: {press}; }}
QPushButton:disabled {{ color: {faint}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 13px; min-height: {HIT - 4}px; }}
QPushButton:default {{ background: {t.accent}; color: {on_accent(t)}; border-color: {t.accent}; }}
QPushButton:default:hover {{ background: {accent_hover}; }}
QPushButton:default:focus {{ border: 2px solid {t.text}; }}
QPushButton:default:disabled {{ background: {press}; color: {faint}; border-color: {press}; }}
QPushButton[kind="row"] {{ text-align: left; padding: 0 8px; border-color: transparent;
  background: transparent; color: {t.muted}; }}
QPushButton[kind="row"]:hover {{ background: {hover}; color: {t.text}; }}
QPushButton[kind="row"]:focus {{ padding: 0 7px; border-color: {t.accent}; }}
QPushButton[kind="link"] {{ padding: 0; min-height: 18px; border: 2px solid transparent;
  background: transparent; color: {t.accent}; }}
QPushButton[kind="link"]:hover {{ background: {hover}; }}
QPushButton[kind="link"]:focus {{ padding: 0; min-height: 18px; border-color: {t.accent}; }}
QToolButton {{ min-width: {HIT - 2}px; min-height: {HIT - 2}px; border: 1px solid transparent;
  border-radius: {CHIP}px; background: transparent; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed, QToolButton:checked {{ background: {press}; }}
QToolButton:checked {{ border-color: {line}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; min-width: {HIT - 4}px;
  min-height: {HIT - 4}px; }}
QToolButton[kind="text"] {{ padding: 0 8px; color: {t.muted}; }}
QToolButton#percent {{ color: {t.muted}; }}
QToolButton#percent:hover {{ color: {t.text}; }}
QToolButton[kind="text"]:hover {{ color: {t.text}; }}
QLineEdit {{ min-height: {HIT - 2}px; padding: 0 6px; border: 1px solid {line};
  border-radius: {CHIP}px; background: {t.canvas}; selection-background-color: {t.accent}; }}
QLineEdit:focus {{ border: 2px solid {t.accent}; padding: 0 5px; min-height: {HIT - 4}px; }}
QSpinBox {{ min-height: {HIT - 2}px; padding: 0 6px; border: 1px solid {line};
  border-radius: {CHIP}px; background: {t.canvas}; selection-background-color: {t.accent}; }}
QSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 5px; min-height: {HIT - 4}px; }}
QSpinBox::up-button, QSpinBox::down-button {{ width: 20px; border: 0; background: transparent; }}
QSpinBox::up-button:hover, QSpinBox::down-button:hover {{ background: {hover}; }}
QSpinBox::up-arrow, QSpinBox::down-arrow {{ image: none; }}
QSpinBox QLineEdit, QSpinBox QLineEdit:focus {{ border: 0; padding: 0; min-height: 0;
  background: transparent; }}
QComboBox {{ min-height: {HIT - 2}px; padding: 0 8px; border: 1px solid {line};
  border-radius: {CHIP}px; background: {t.canvas}; combobox-popup: 0; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: none; }}
QComboBox QAbstractItemView {{ background: {t.canvas}; border: 1px solid {t.hairline};
  outline: 0; padding: 4px; selection-background-color: {t.accent};
  selection-color: {on_accent(t)}; }}
QComboBox QAbstractItemView::item {{ min-height: {HIT}px; padding: 0 4px; color: {t.text}; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.accent}; color: {on_accent(t)}; }}
QComboBox:focus {{ border: 2px solid {t.accent}; padding: 0 7px; min-height: {HIT - 4}px; }}
QCheckBox, QRadioButton {{ min-height: {HIT - 4}px; spacing: 8px; padding: 0 6px; }}
QListView, QTreeView, QPlainTextEdit, QTextBrowser {{ border: 0; background: transparent; }}
QScrollArea {{ border: 2px solid transparent; background: transparent; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {line}; border-radius: 3px; margin: 2px;
  min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {t.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
#topBar {{ background: {t.panel}; border-bottom: 1px solid {t.hairline}; }}
#statusLine, #reportBar {{ background: {t.panel}; border-top: 1px solid {t.hairline}; }}
#statusLine QToolButton {{ min-height: 22px; padding: 0 8px; }}
#statusLine QToolButton:focus {{ min-height: 20px; padding: 0 7px; }}
#stage {{ background: {t.canvas}; }}
#breadcrumb, #lastGood {{ background: {t.panel}; border-bottom: 1px solid {t.hairline}; }}
#breadcrumb QLabel {{ border: 2px solid transparent; border-radius: {CHIP}px; }}
#breadcrumb QLabel:focus {{ border-color: {t.accent}; }}
#diagramsPanel, #leftPanel {{ background: {t.panel}; }}
QTabBar::tab {{ padding: 5px 6px; border: 2px solid transparent; border-radius: {CHIP}px;
  color: {t.muted}; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:selected {{ color: {t.text}; font-weight: 600; border-radius: 0;
  border-bottom: 2px solid {t.accent}; }}
QTabBar::tab:focus {{ border: 2px solid {t.accent}; border-radius: {CHIP}px; }}
QTabBar[kind="tight"] {{ font-size: {SECONDARY}px; }}
QTabBar[kind="tight"]::tab {{ padding: 6px 1px; }}
#tourBar {{ background: {t.panel}; border-bottom: 1px solid {t.hairline}; }}
QToolButton[kind="filter"] {{ padding: 0 6px; border-color: {line}; background: {t.canvas}; }}
QToolButton[kind="filter"]:hover {{ background: {hover}; }}
QToolButton[kind="link"] {{ padding: 0 6px; color: {t.accent}; }}
#edgeBar {{ background: {t.panel}; border: 1px solid {t.hairline}; border-radius: {CARD}px; }}
#filterBar, #levelBar, #changeBar {{ background: {t.panel}; border-bottom: 1px solid {t.hairline}; }}
#traceBar {{ background: {t.panel}; border-bottom: 1px solid {t.hairline}; }}
#tourBar QToolButton {{ padding: 0 4px; }}
#tourBar QToolButton:focus {{ padding: 0 3px; }}
#tourBar QToolButton::menu-indicator, #levelBar QToolButton::menu-indicator {{ image: none; }}
#card {{ background: {t.panel}; border: 1px solid {t.hairline};
  border-radius: {CARD}px; }}
#problemList {{ background: {t.canvas}; border: 1px solid {t.hairline}; }}
QProgressBar {{ max-height: 6px; border: 0; border-radius: 3px; background: {press}; }}
QProgressBar::chunk {{ border-radius: 3px; background: {t.accent}; }}
QListWidget {{ outline: 0; }}
QListWidget::item {{ padding: 5px 7px; border: 2px solid transparent; border-radius: {CHIP}px;
  color: {t.text}; }}
QListWidget::item:hover {{ background: {hover}; }}
QListWidget::item:selected {{ background: {press}; color: {t.text};
  border-left: 3px solid {t.accent}; }}
QListWidget::item:focus {{ border: 2px solid {t.accent}; }}
#rows {{ outline: 0; background: {t.canvas}; border: 1px solid {t.hairline}; border-radius: {CHIP}px; }}
#rows:focus {{ border: 2px solid {t.accent}; }}
#rows::item {{ padding: 5px 4px; color: {t.text}; }}
#rows::item:hover {{ background: {hover}; }}
#rows::item:selected {{ background: {press}; }}
#rows::item:selected:active {{ background: {t.accent}; color: {on_accent(t)}; }}
#boxed {{ background: {t.panel}; border: 1px solid {t.hairline}; border-radius: {CHIP}px; }}
QPlainTextEdit:focus, QScrollArea:focus, #boxed:focus {{ border: 2px solid {t.accent}; }}
"""
