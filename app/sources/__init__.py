"""Files of a workspace become the model: scripts, DOT, Markdown, and what links them."""
