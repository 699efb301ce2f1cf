"""The library of the office: its documents as facts, their texts, versions and readers."""
