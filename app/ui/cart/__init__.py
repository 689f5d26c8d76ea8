"""The cart: drafts, their sums, the check before ordering."""
