"""A workspace as one HTML file that needs no network: pictures, notes, tours and a search.

Scripts and styles are the files in `resources/page`; what comes from a workspace is text, data, or
HTML that went through an allow-list.
"""
