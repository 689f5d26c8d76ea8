"""The goods list: table, groups, search, quantities."""
