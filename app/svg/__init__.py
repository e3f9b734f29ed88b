"""A scene as SVG: the backend of files and of the page. Knows no widgets."""
