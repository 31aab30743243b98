"""What can be configured; services see only the frozen :class:`core.settings.Settings`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jupyter_core.paths import jupyter_data_dir
from traitlets import Bool, Dict, Float, Integer, Unicode
from traitlets.config import Configurable

from jupyterlab_vcp.core.limits import HttpLimits
from jupyterlab_vcp.core.settings import Settings


class SettingsTraits(Configurable):
    """Traits of :class:`app.VcpExtension`.

    They stand in a base class because ExtensionApp copies a class's *own* traits into the settings of the web
    application, where a secret has no business.
    """

    host = Unicode(
        help="Host name or address of the VC Controller; else VCP_HOST, else vcc.host of vcp_config.yml."
    ).tag(config=True)
    port = Integer(
        None, allow_none=True, min=1, max=65535, help="HTTPS port of the controller; else VCP_PORT, vcc.vcc_port, 443."
    ).tag(config=True)
    vault_url = Unicode(
        help="Address of the secret store (Vault, OpenBao), https://HOST:PORT with or without /v1; else vault_port, "
        "else VAULT_URL, else the controller's host."
    ).tag(config=True)
    vault_port = Integer(
        None,
        allow_none=True,
        min=1,
        max=65535,
        help="HTTPS port of the secret store on the controller's host; else VCP_VAULT_PORT, vcc.vault_port, 8443.",
    ).tag(config=True)
    token = Unicode(
        help="Access token. Prefer token_file: a trait on the command line shows in the list of processes."
    ).tag(config=True)
    token_file = Unicode(
        help="File with the access token, readable by its owner only (mode 0600); else VCP_TOKEN_FILE. Where neither "
        "token nor token_file is set, the variable VCP_ACCESS_TOKEN is used; else the user is asked."
    ).tag(config=True)
    vcp_config_dir = Unicode(
        help="Folder of vcp_config.yml and vcp_flavor.yml; else VCPSDK_CONFIG_DIR, ~/vcp_config, "
        "/notebooks/notebook/vcp_config."
    ).tag(config=True)
    ca_file = Unicode(
        help="PEM bundle (or folder of hashed certificates) that the controller's certificate is checked against; "
        "else REQUESTS_CA_BUNDLE, else the system's own."
    ).tag(config=True)
    verify = Bool(
        True,
        help="False switches certificate checks off, and nothing else does: the access token then goes to whoever "
        "answers. Set ca_file instead.",
    ).tag(config=True)
    providers_dir = Unicode(help="Folder with a site's own provider schemas (*.json); else VCP_PROVIDERS_DIR.").tag(
        config=True
    )
    jobs_dir = Unicode(
        help="Folder for the journal of long jobs and bulk operations (no secrets, no specs); else VCP_JOBS_DIR, else "
        "jupyterlab_vcp/jobs in Jupyter's data folder. The schedule stands beside it, in vcp-schedule.json."
    ).tag(config=True)
    connect_timeout = Float(5.0, min=0.01, help="Seconds for TCP and TLS to be established.").tag(config=True)
    read_timeout = Float(30.0, min=0.01, help="Seconds between two pieces of an answer.").tag(config=True)
    write_timeout = Float(30.0, min=0.01, help="Seconds between two pieces of a request.").tag(config=True)
    pool_timeout = Float(10.0, min=0.01, help="Seconds to wait for a free connection.").tag(config=True)
    total_timeout = Float(120.0, min=0.01, help="Seconds for one exchange altogether.").tag(config=True)
    max_reply_bytes = Integer(64 * 1024 * 1024, min=1024, help="Largest answer of the controller, in bytes.").tag(
        config=True
    )

    job_poll_seconds = Float(
        5.0, min=0.05, help="Seconds between two looks at a unit that is being created or operated on."
    ).tag(config=True)
    batch_effect_seconds = Float(
        60.0, min=0.05, help="Seconds without any effect after which an order of a bulk operation counts as failed."
    ).tag(config=True)
    registries = Dict(
        help="Image registries: id to a dict of url, title, kind (registry or harbor), username, password or "
        "password_file (mode 0600), ca_file, verify, token_hosts, repositories, projects, prefix. What stands under "
        "official, user or harbor goes over what is known of those; None switches one off. Addresses also by "
        "VCP_REGISTRY_OFFICIAL, VCP_REGISTRY_USER, VCP_REGISTRY_HARBOR."
    ).tag(config=True)

    def frozen_settings(self, environ: Mapping[str, str]) -> Settings:
        """The traits as services see them."""
        return Settings(
            host=self.host.strip(),
            port=self.port,
            vault_url=self.vault_url.strip(),
            vault_port=self.vault_port,
            token=self.token,
            token_file=self.token_file,
            config_dir=self.vcp_config_dir,
            ca_file=self.ca_file,
            verify=self.verify,
            providers_dir=self.providers_dir,
            jobs_dir=self.jobs_dir,
            default_jobs_dir=str(Path(jupyter_data_dir()) / "jupyterlab_vcp" / "jobs"),
            job_poll_seconds=self.job_poll_seconds,
            batch_effect_seconds=self.batch_effect_seconds,
            registries=dict(self.registries),
            limits=HttpLimits(
                connect=self.connect_timeout,
                read=self.read_timeout,
                write=self.write_timeout,
                pool=self.pool_timeout,
                total=self.total_timeout,
                reply_bytes=self.max_reply_bytes,
            ),
            environ=environ,
        )
