"""Checkout: how the goods travel, the placing, the thank-you page with its invoice."""
