"""What the public pages leave *unknown*, and the one thing the simulator does instead.

A client must not depend on any of these; they are collected here so that readers (and tests) find them.

HTTP statuses
    See the constants below. Every error body is ``{"message": text}``; a message of several lines carries the two
    characters backslash and ``n`` between them, as the client of the pages undoes that.

Requests
    * ``Content-Type: application/json`` must be there on every call, GET too (only the health checks go without).
    * PATCH and DELETE need a JSON object as body (``{}``), a GET must not have a body, unknown keys are refused.
    * ``force`` must be the string ``"true"`` or ``"false"`` and must be sent.
    * ``x-vcc-privileged`` is ``True`` or absent; any other value is refused.
    * The base URL, ``/`` and ``/health`` answer without a token. ``/ccts`` and ``/ccis/candidate`` answer empty lists.
      ``/health`` is there in 26.10 only, the other two in 25 only.
    * ``POST /vcs/fail`` (serf) needs no token, answers 200, and puts watched nodes that run into CONTAINER_ERROR.
    * ``clear_processing`` answers 202 in every state, also DELETING; it clears the flag only. Running work goes on
      until another operation on the unit replaces it. Power at unit level answers 202.
    * ``GET .../backup`` counts as an updating call: refused for a readonly token; needs a RUNNING or SUSPENDED node.

Answers
    * ``info`` comes back as the plain YAML text that was sent, in list, group and unit. It contains literal
      credentials when the sender put them there: a trap for leaks on purpose.
    * Dates are in UTC, as ``2018/10/25 12:55:27 UTC``; one old group of the demo scenario has JST dates.
    * 202 answers have the body ``{}``; on create ``{"vcid": "..."}``. ``name`` of nodes and disks is ``""``.
    * Extra keys the store has and the pages do not promise (``description`` ...) are not returned.

Rights
    * Another user's group answers 403 (not 404). A group deleted or never made answers 404.
    * ``change_owner`` needs a user that exists and that owns no group of that name.
    * Group names are unique per owner and must match ``GROUP_NAME``; unit names as the pages say.

States
    * A group is APPLYING while one of its units is processing, ERROR when one of its units is in ERROR, else RUNNING.
    * A unit shows the state its members share, INDEFINITE when they differ, ERROR after a failed change until the
      next change succeeds. A unit that lost all its members shows RUNNING.
    * Nodes that never came up are not listed; their numbers stay used. The text is on the unit and on the group.
    * Disks are BOOTING while they are made (not CREATING).
    * A unit-wide operation is refused when one of the nodes is in a state that does not allow it.
    * From CONTAINER_ERROR ``suspend``/``resume``/``stop`` and from HOST_ERROR ``start``/``stop`` lead straight to
      the final state, as the diagram draws it. ``power_on`` and ``start`` show BOOTING.
    * Watching is allowed in every state but DELETING.
    * ``force`` "false" on a group with units or a unit with members is refused. A unit that is processing refuses
      every operation, also a forced delete, also the delete of its group: ``clear_processing`` is the way out.
    * Deleting attached disks shows DELETING for the usual time, then the unit is RUNNING again with an error_message.
    * Rename with another ``type`` than the group has is refused.
    * All disks of a unit are attached to its first node; disks stay attached when a node is stopped. The node shows
      the cloud's id of each volume, for a VC disk the same as its ``cloud_disk_id``. A volume of the provider's own
      that another node has already makes the unit end in ERROR, as a VC disk in use does.
    * A node shows its address and instance id from the middle of its boot on. Given addresses that are outside the
      range or in use, and VC disks that are gone, of another provider or in use, make the unit end in ERROR; a VC
      disk of somebody else too.

CCI
    * ``POST /vcs`` with ``{}`` makes a compute group with an empty name.
    * A key that stands twice in the YAML is refused. Key order and the bytes around the values do not matter.
    * Address lists must have as many entries as there are nodes, with every plugin (also sakura and onpremises).
    * A volume or disk that is named twice in one unit is refused.
    * Credentials may be numbers (the SDK writes them unquoted); all other strings must be strings to a YAML parser.
    * Every key the plugin writes must be there, no other key may be. ``cloud_params.cci_version`` is the plugin's.
    * A non-empty ``docker_opt`` and any place of ``user_init_command`` are refused: their layout is not public.
    * ``params.v`` and ``params.e`` may be missing, null or empty.
    * Enumerations are open, as in the sources. Sizes are integers above 0.
    * ``vault://`` references that do not resolve for the caller's token are refused at once.
    * Reserved keys of ``params.e`` are refused.

Power
    aws, azure, sakura and mdx2 have it. Oracle refuses it (the pages contradict each other: "try and report").

Vault
    Statuses and bodies as Vault 1.x gives them; a missing token is 403 like a wrong one. OpenBao (26.10) answers the
    same but for ``/v1/sys/health``.

Generations (``generations``)
    * Access tokens have the shape ``s.`` and 24 characters in both.
    * 26.10 checks CCIs as 25 does, with the plugins it still has: nothing newer is public. Units that a plugin of an
      earlier generation made stay, and can be operated and deleted.
    * 26.10 has no ``vcc.vault_port`` in the sample ``vcp_config.yml``. The secret store is at 127.0.0.1, not at the
      controller's name, and never on port 8443, so that the old way does not work by accident.
    * Both read the configuration folder from ``VCPSDK_CONFIG_DIR``; the demo leaves your ``~/vcp_config`` alone.
    * Controllers take base images as plain names: neither generation looks into a registry.

Registries (``registry``)
    * Up to 25 ports 5000 and 5001 behave as distribution 2.8, from 26.10 as 3.1; Harbor as 3.1 with tokens.
    * Port 5000 of 26.10 is a cache of Harbor that is empty after every start and reset; it keeps what it fetched for
      ever. Whether the real one was filled beforehand is not known.
    * All three speak plain HTTP on 127.0.0.1, Harbor too; real Harbor speaks HTTPS only.
    * Nothing can be pushed or deleted: a cache answers 405 ``UNSUPPORTED``, the others as in read-only maintenance.
    * Layers are a few bytes; the manifests give them believable sizes, which no registry checks. Configs, manifests
      and all digests are exact. Names of official images are published ones; their content is made up.
    * Anonymous clients get tokens for the repositories of Harbor, and never for its catalog. Tokens are no JWTs.
    * Harbor's API v2.0: ``ping``, repositories of the project ``vcp`` and their artifacts, newest first; ``q`` and
      ``with_*`` are ignored, a ``page_size`` above 100 is 422, other projects are 401. Only Harbor has
      the referrers API.
    * ``Accept`` without any known type counts as no ``Accept``; ranges of blobs are not served.
"""

BAD_TOKEN = 401
FORBIDDEN = 403
NOT_FOUND = 404
CONFLICT = 409
"""Duplicate names, busy unit, state that does not allow the operation, children that are still there."""
BAD_REQUEST = 400
"""Malformed body, wrong CCI, operation the provider or the group type does not have."""
NO_CONTENT_TYPE = 415

GROUP_NAME = r"^[a-zA-Z0-9_\-]+$"
UNIT_NAME = r"^[a-zA-Z0-9_\-]+$"

POWER_PROVIDERS = frozenset({"aws", "azure", "sakura", "mdx2"})

DURATIONS: dict[str, float] = {
    "boot": 130.0,
    "boot_jitter": 40.0,
    "suspend": 12.0,
    "resume": 12.0,
    "stop": 45.0,
    "power_off": 35.0,
    "power_on": 80.0,
    "delete": 50.0,
    "delete_group": 3.0,
    "watch": 2.0,
    "unwatch": 2.0,
    "backup": 60.0,
    "disk": 20.0,
}
"""Seconds at speed 1; recorded: a boot of 85 s to 3 min, a cleanup of 40 to 60 s, the delete of a node about 55 s."""
