"""What a person looks at and where they have been, without Qt."""
