"""Settings: how the program looks, how it syncs, what helps to find a fault."""
