"""The gateway's tables, one module per subject. Importing this package fills `metadata`."""

from gateway.store.tables import catalogue, dealers, exchange, orders
from gateway.store.tables.base import metadata

__all__ = ["catalogue", "dealers", "exchange", "metadata", "orders"]
