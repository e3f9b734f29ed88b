"""Windows, panels, actions: the only room that knows QtWidgets."""
