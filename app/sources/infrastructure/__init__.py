"""Infrastructure code → source graphs: what will run, as its templates say it."""
