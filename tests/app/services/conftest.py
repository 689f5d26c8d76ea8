from tests.gateway.conftest import gateway_server, two_dealers

__all__ = ["gateway_server", "two_dealers"]
