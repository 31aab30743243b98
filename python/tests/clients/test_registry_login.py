"""Logins at registries: what is sent, to whom, how often, and what is said when it does not help."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

import pytest
import trustme

from jupyterlab_vcp.clients.registry import Account, RegistryClient
from tests.clients.wire import Answer, Server, Told, failure_of, registry_at, reply, serving

ACCOUNT = Account("vcpuser", "correct horse")
BASIC = "Basic " + base64.b64encode(b"vcpuser:correct horse").decode()
TAGS = reply(200, '{"tags": ["1.0"]}')
LOST = '{"errors": [{"code": "UNAUTHORIZED", "message": "authentication required", "detail": null}]}'
BASIC_CHALLENGE = reply(401, LOST, ("Www-Authenticate", 'Basic realm="r"'))


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def server_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)
    return context


@pytest.fixture(scope="module")
def client_side(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(context)
    return context


@dataclass
class Registry:
    """A registry that wants a token for each repository, from wherever ``realm`` is."""

    realm: str = ""
    good: Callable[[str], bool] = lambda token: token.startswith("token-")
    error: str = ""

    def __call__(self, told: Told) -> bytes:
        scope = "registry:catalog:*" if "_catalog" in told.path else f"repository:{told.path.split('/')[2]}:pull,push"
        if told.authorization and self.good(told.authorization.removeprefix("Bearer ")):
            return TAGS
        header = f'Bearer realm="{self.realm}",service="registry, the one",scope="{scope}"{self.error}'
        return reply(401, LOST, ("WWW-Authenticate", header))


@dataclass
class TokenServer:
    """Gives token-1, token-2 ...; ``extra`` is what its answers say beside the token."""

    extra: dict[str, object] = field(default_factory=lambda: {"expires_in": 300})
    key: str = "token"
    given: int = 0

    def __call__(self, told: Told) -> bytes:
        self.given += 1
        return reply(200, json.dumps({self.key: f"token-{self.given}", **self.extra}))


def together(tokens: TokenServer, registry: Registry) -> Answer:
    """Both on one origin."""
    return lambda told: tokens(told) if told.path.startswith("/token") else registry(told)


async def test_a_password_is_sent_only_to_who_asks_and_then_at_once() -> None:
    async with (
        serving(lambda told: TAGS if told.authorization == BASIC else BASIC_CHALLENGE) as server,
        registry_at(server, ACCOUNT) as client,
    ):
        assert (await client.tags("vcp/base")).names == ("1.0",)
        assert (await client.tags("vcp/gpu")).names == ("1.0",)
        assert [each.authorization for each in server.told] == ["", BASIC, BASIC]


async def test_a_wrong_password_is_tried_once() -> None:
    """A registry says the same as to somebody without a password: the client knows that it sent one."""
    async with serving(lambda told: BASIC_CHALLENGE) as server, registry_at(server, ACCOUNT) as client:
        failure = await failure_of(client.tags("vcp/base"))
        assert (failure.code, failure.upstream_status) == ("login_refused", 401)
        assert failure.upstream_message == "UNAUTHORIZED: authentication required"
        assert len(server.told) == 2
    async with serving(lambda told: BASIC_CHALLENGE) as server, registry_at(server) as client:
        assert (await failure_of(client.tags("vcp/base"))).code == "login_needed"
        assert len(server.told) == 1


async def test_a_registry_that_changes_its_login() -> None:
    """A password is not refused by who wants a token instead: what to the recording is Basic sent to Bearer."""
    tokens, registry = TokenServer(), Registry()
    passwords = True
    later = together(tokens, registry)

    def answer(told: Told) -> bytes | Awaitable[bytes]:
        if passwords:
            return TAGS if told.authorization == BASIC else BASIC_CHALLENGE
        return later(told)

    async with serving(answer) as server, registry_at(server, ACCOUNT) as client:
        registry.realm = f"{server.origin}/token"
        await client.tags("base")
        passwords = False
        assert (await client.tags("base")).names == ("1.0",)
        sent = [each.authorization for each in server.told if not each.path.startswith("/token")]
        assert sent == ["", BASIC, BASIC, "Bearer token-1"]
        registry.good = lambda token: False
        assert (await failure_of(client.tags("base"))).code == "login_refused"


async def test_tokens_are_kept_for_each_repository_until_shortly_before_their_end() -> None:
    now = 1000.0
    tokens, registry = TokenServer(), Registry()
    async with serving(together(tokens, registry)) as server, registry_at(server, clock=lambda: now) as client:
        registry.realm = f"{server.origin}/token?x=1"
        await client.tags("base")
        await client.tags("base")
        await client.tags("gpu")
        assert tokens.given == 2
        now += 280
        await client.tags("base")
        assert tokens.given == 2
        now += 15
        await client.tags("base")
        assert tokens.given == 3
    asked = [urlsplit(path) for path in server.paths if path.startswith("/token")]
    scope = ["repository:base:pull,push"]
    assert parse_qs(asked[0].query) == {"x": ["1"], "service": ["registry, the one"], "scope": scope}


@pytest.mark.parametrize(("extra", "lifetime"), [({}, 60), ({"expires_in": "soon"}, 60), ({"expires_in": 120.0}, 120)])
async def test_a_token_without_an_end_lasts_a_minute(extra: dict[str, object], lifetime: int) -> None:
    now = 0.0
    tokens = TokenServer(extra, key="access_token")
    registry = Registry()

    async with serving(together(tokens, registry)) as server:
        registry.realm = f"{server.origin}/token"
        async with registry_at(server, clock=lambda: now) as client:
            for moment in (0.0, lifetime - 15.0, lifetime - 5.0):
                now = moment
                await client.tags("base")
    assert tokens.given == 2


async def test_a_refused_token_is_replaced_once() -> None:
    tokens = TokenServer()
    registry = Registry()

    async with serving(together(tokens, registry)) as server, registry_at(server) as client:
        registry.realm = f"{server.origin}/token"
        await client.tags("base")
        registry.good = lambda token: token == "token-2"
        assert (await client.tags("base")).names == ("1.0",)
        registry.good = lambda token: False
        server.told.clear()
        assert (await failure_of(client.tags("base"))).code == "login_needed"
        assert [each.authorization for each in server.told] == ["Bearer token-2", "", "Bearer token-3"]


async def test_many_requests_at_once_want_one_token() -> None:
    tokens = TokenServer()
    registry = Registry()

    async with serving(together(tokens, registry)) as server, registry_at(server) as client:
        registry.realm = f"{server.origin}/token"
        await asyncio.gather(*(client.tags("base") for _ in range(12)))
    assert tokens.given == 1


async def refused_by(registry: Registry, account: Account | None, catalog: bool = False) -> str:
    tokens = TokenServer()

    async with serving(together(tokens, registry)) as server, registry_at(server, account) as client:
        registry.realm = f"{server.origin}/token"
        return (await failure_of(client.catalog() if catalog else client.tags("base"))).code


async def test_a_token_without_the_right_is_told_from_one_that_is_bad() -> None:
    narrow = Registry(good=lambda token: False, error=',error="insufficient_scope"')
    assert await refused_by(narrow, ACCOUNT) == "not_permitted"
    assert await refused_by(narrow, ACCOUNT, catalog=True) == "not_listed"
    assert await refused_by(narrow, None) == "login_needed"
    assert await refused_by(narrow, None, catalog=True) == "login_needed"
    bad = Registry(good=lambda token: False, error=',error="invalid_token"')
    assert await refused_by(bad, ACCOUNT) == "login_refused"


# The account and other hosts. 127.0.0.1 and localhost are two names, and so two hosts.


async def tags_with(
    registry: Server, account: Account | None, context: ssl.SSLContext, *token_hosts: str
) -> tuple[str, str]:
    """The outcome, and the message when it failed."""
    async with registry_at(registry, account, context=context, token_hosts=token_hosts) as client:
        try:
            return (await client.tags("base")).names[0], ""
        except Exception as failure:
            return getattr(failure, "code", ""), str(failure)


@pytest.mark.parametrize("tls", [True, False])
async def test_the_account_goes_to_another_host_only_when_it_is_named(
    server_side: ssl.SSLContext, client_side: ssl.SSLContext, tls: bool
) -> None:
    registry = Registry()
    context = server_side if tls else None
    async with serving(TokenServer(), context) as tokens, serving(registry, server_side) as server:
        registry.realm = f"{'https' if tls else 'http'}://localhost:{tokens.port}/token"
        outcome, message = await tags_with(server, ACCOUNT, client_side)
        if tls:
            assert outcome == "1.0", "a token for everybody does"
            assert [each.authorization for each in tokens.told] == [""]
            assert "account=" not in tokens.told[0].path
        else:
            assert (outcome, tokens.told) == ("login_refused", []), "plain HTTP to a host that nobody named"
            assert f"localhost:{tokens.port}" in message
            assert "token_hosts" in message
            assert (await tags_with(server, None, client_side))[0] == "login_needed"
        for name in ("localhost", f"LOCALHOST:{tokens.port}"):
            tokens.told.clear()
            assert await tags_with(server, ACCOUNT, client_side, name) == ("1.0", "")
            assert [each.authorization for each in tokens.told] == [BASIC]
            assert "account=vcpuser" in tokens.told[0].path
        assert all(each.authorization != BASIC for each in server.told), "Basic is for the token server"


async def test_another_port_of_the_same_host_gets_the_account_over_https_only(
    server_side: ssl.SSLContext, client_side: ssl.SSLContext
) -> None:
    """On a shared machine another port is another user's."""
    registry = Registry()
    async with serving(TokenServer(), server_side) as tokens, serving(registry) as server:
        registry.realm = f"{tokens.origin}/token"
        assert (await tags_with(server, ACCOUNT, client_side))[0] == "1.0"
        assert tokens.told[0].authorization == BASIC
    async with serving(TokenServer()) as tokens, serving(registry) as server:
        registry.realm = f"{tokens.origin}/token"
        assert (await tags_with(server, ACCOUNT, client_side))[0] == "1.0", "a token for everybody does"
        assert [each.authorization for each in tokens.told] == [""]


async def test_a_token_server_that_wants_the_account_is_named_in_the_message(
    server_side: ssl.SSLContext, client_side: ssl.SSLContext
) -> None:
    registry = Registry()
    async with (
        serving(lambda told: reply(401, '{"details": "no"}'), server_side) as tokens,
        serving(registry, server_side) as server,
    ):
        registry.realm = f"https://localhost:{tokens.port}/token"
        assert (await tags_with(server, None, client_side))[0] == "login_needed"
        code, message = await tags_with(server, ACCOUNT, client_side)
        assert code == "login_refused"
        assert f"localhost:{tokens.port}" in message
        assert "token_hosts" in message
        code, message = await tags_with(server, ACCOUNT, client_side, "localhost")
        assert (code, "token_hosts" in message) == ("login_refused", False)
        assert [each.authorization for each in tokens.told] == ["", "", BASIC]


@pytest.mark.parametrize("error", ["", ',error="insufficient_scope"', ',error="invalid_token"'])
async def test_a_token_for_everybody_that_is_not_enough(
    server_side: ssl.SSLContext, client_side: ssl.SSLContext, error: str
) -> None:
    """The account was not refused, it was not sent: the message says where it would have to go."""
    registry = Registry(good=lambda token: False, error=error)
    async with serving(TokenServer(), server_side) as tokens, serving(registry, server_side) as server:
        registry.realm = f"https://localhost:{tokens.port}/token"
        code, message = await tags_with(server, ACCOUNT, client_side)
        assert (code, f"localhost:{tokens.port}" in message, "token_hosts" in message) == ("login_refused", True, True)
        assert (await tags_with(server, None, client_side))[0] == "login_needed"


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (reply(200, "<html>Log in</html>", kind="text/html"), "not_understood"),
        (reply(200, "[]"), "not_understood"),
        (reply(200, '{"token": ""}'), "not_understood"),
        (reply(200, '{"token": 3}'), "not_understood"),
        (reply(200, json.dumps({"token": "a\r\nX-Other: b"})), "not_understood"),
        (reply(302, "", ("Location", "https://elsewhere.example.ac.jp/")), "redirected"),
        (reply(429, "{}", ("Retry-After", "7")), "rate_limited"),
        (reply(503, "{}"), "unreachable"),
    ],
)
async def test_what_is_no_token(answer: bytes, code: str) -> None:
    registry = Registry()

    def both(told: Told) -> bytes:
        return answer if told.path.startswith("/token") else registry(told)

    async with serving(both) as server, registry_at(server, ACCOUNT) as client:
        registry.realm = f"{server.origin}/token"
        failure = await failure_of(client.tags("base"))
    assert failure.code == code
    assert f"127.0.0.1:{server.port}" in failure.message


@pytest.mark.parametrize(
    ("realm", "code"),
    [
        # Without a realm it is a kind of login that nobody knows; with one it is this kind, spoilt.
        ("", "login_refused"),
        ("token", "not_understood"),
        ("ftp://127.0.0.1/token", "not_understood"),
        ("https://a@b/token", "not_understood"),
        ("https://a b/token", "not_understood"),
        ("http://[::1/token", "not_understood"),
        ("\u00e9", "not_understood"),
    ],
)
async def test_a_token_server_without_a_usable_address(realm: str, code: str) -> None:
    async with serving(Registry(realm)) as server, registry_at(server, ACCOUNT) as client:
        assert (await failure_of(client.tags("base"))).code == code
    assert len(server.told) == 1


async def test_a_token_that_is_repeated_is_masked() -> None:
    """In a refusal as well as in what the registry says it has; tokens are not among the secrets of the redactor."""
    registry, tokens = Registry(), TokenServer()
    for status, code in ((400, "refused"), (500, "unreachable"), (200, "")):

        def answer(told: Told, status: int = status) -> bytes:
            if not told.authorization or told.path.startswith("/token"):
                return together(tokens, registry)(told)  # type: ignore[return-value]
            said = f"you sent {told.authorization}"
            return reply(status, json.dumps({"errors": [{"code": "ECHO", "message": said}], "tags": [said]}))

        async with serving(answer) as server, registry_at(server) as client:
            registry.realm = f"{server.origin}/token"
            if code:
                failure = await failure_of(client.tags("base"))
                assert (failure.code, failure.upstream_message) == (code, "ECHO: you sent Bearer •••")
            else:
                assert (await client.tags("base")).names == ("you sent Bearer •••",)


async def test_realms_without_end_leave_nothing_behind() -> None:
    registry, number = Registry(), iter(range(100))

    def answer(told: Told) -> bytes:
        if told.path.startswith("/token"):
            return reply(503, "{}")
        registry.realm = f"{server.origin}/token?{next(number)}"
        return registry(told)

    async with serving(answer) as server, registry_at(server, ACCOUNT) as client:
        for _ in range(50):
            assert (await failure_of(client.tags("base"))).code == "unreachable"
        tokens = client._login._tokens
        assert (len(tokens._asking), len(tokens._tokens)) == (1, 0)


NO_CHALLENGE = reply(401, LOST)


@pytest.mark.parametrize("account", [None, ACCOUNT])
@pytest.mark.parametrize("login", [False, True])
@pytest.mark.parametrize("challenge", [NO_CHALLENGE, BASIC_CHALLENGE])
async def test_a_catalog_that_is_kept_from_who_may_read_the_rest(
    account: Account | None, login: bool, challenge: bytes
) -> None:
    """Whether or not the rest wants the account, which is good; who has none may be able to help it with one."""

    def answer(told: Told) -> bytes:
        if login and told.authorization != BASIC:
            return BASIC_CHALLENGE
        return challenge if "_catalog" in told.path else reply(200, '{"tags": ["1.0"]}')

    async with serving(answer) as server, registry_at(server, account) as client:
        failure = await failure_of(client.catalog())
        needed = account is None and (login or challenge is BASIC_CHALLENGE)
        assert (failure.code, failure.upstream_status) == ("login_needed" if needed else "not_listed", 401)
        assert await outcome_of(client) == ("login_needed" if login and account is None else "1.0")


async def test_a_catalog_asked_for_with_a_wrong_account() -> None:
    async with serving(lambda told: BASIC_CHALLENGE) as server, registry_at(server, ACCOUNT) as client:
        assert (await failure_of(client.catalog())).code == "login_refused"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "not_permitted"),
        ("Negotiate YII=", "login_refused"),
        ('Digest realm="r", nonce="n"', "login_refused"),
        ('Negotiate, Basic realm="a, b"', "1.0"),
        ('Bearer realm="",Basic realm="r"', "1.0"),
        ('basic realm="r", charset="UTF-8"', "1.0"),
    ],
)
async def test_which_of_several_challenges_is_met(header: str, code: str) -> None:
    headers = (("Www-Authenticate", header),) if header else ()
    challenge = reply(401, LOST, *headers)
    answer: Answer = lambda told: TAGS if told.authorization == BASIC else challenge  # noqa: E731
    async with serving(answer) as server, registry_at(server, ACCOUNT) as client:
        assert await outcome_of(client) == code


async def outcome_of(client: RegistryClient) -> str:
    try:
        return (await client.tags("base")).names[0]
    except Exception as failure:
        return str(getattr(failure, "code", ""))


async def test_two_headers_are_one() -> None:
    challenge = reply(401, LOST, ("WWW-Authenticate", "Negotiate"), ("www-authenticate", 'Basic realm="r"'))
    answer: Answer = lambda told: TAGS if told.authorization == BASIC else challenge  # noqa: E731
    async with serving(answer) as server, registry_at(server, ACCOUNT) as client:
        assert await outcome_of(client) == "1.0"


def test_an_account_does_not_show_its_password() -> None:
    assert "correct horse" not in repr(ACCOUNT)
