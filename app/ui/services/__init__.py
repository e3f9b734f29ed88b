"""What the window's parts share: jobs, settings, what is watched and announced."""
