"""Tours in the window: playing, recording, editing and writing them."""
