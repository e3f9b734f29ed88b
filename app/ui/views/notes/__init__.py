"""The panel of notes: Markdown as pages, links, pictures, folds, finding."""
