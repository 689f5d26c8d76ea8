"""The product card: what one product is, what it costs under every contract, where it lies."""
