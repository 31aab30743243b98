"""A configuration with credentials of every provider section."""

import pytest

from jupyterlab_vcp.core.configuration import Configuration
from jupyterlab_vcp.services.providers import load_providers


@pytest.fixture(scope="session")
def configuration() -> Configuration:
    sections: dict[str, dict[str, object]] = {}
    for provider in load_providers().all():
        if provider.section is not None:
            keys = {credential.key for credential in provider.credentials}
            sections[provider.section] = {key: f"vault://cubbyhole/{provider.section}/{key}" for key in sorted(keys)}
    return Configuration(sections=sections)
