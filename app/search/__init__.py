"""Search: a workspace's components, sections, diagrams and layers by words. No Qt."""
