"""A diagram becomes a laid-out diagram: engine, routes, labels, cache. No Qt."""
