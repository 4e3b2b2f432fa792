"""Kernels by the provisioner that a test asks for, and the warm process."""

import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from helsetrend.edition.warm_process import warm_up


@pytest.fixture
def provisioned_by(monkeypatch):
    """`provisioned_by(name)`: kernels come from that provisioner, until the test ends."""

    def choose(name):
        monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", name)

    choose("local-provisioner")
    return choose


@pytest.fixture
def warm(provisioned_by):  # noqa: ARG001 - what `warm_up` sets is set back by it
    warm_up()
