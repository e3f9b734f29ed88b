"""What a person does in the window; no feature knows another."""
