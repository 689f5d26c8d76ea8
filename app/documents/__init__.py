"""Forms and files that we make ourselves, for people outside the program."""
