"""What a person signs: what changed since, and who signed what."""
