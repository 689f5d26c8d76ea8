"""Small scripts that dev.py calls."""
