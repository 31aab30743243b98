import '@testing-library/jest-dom';
import { act, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';

import type { Failure } from '../../api/types';
import { AMD64, ARM64, HARBOR, INDEX_IMAGE, OCI, SCHEMA2, USER, described, describedIndex } from './described';
import { DETAILS, fakeCommands, open } from './detailsPage';
import { englishIn, japanese } from './japanese';

expect.extend(toHaveNoViolations);

const IMAGE = 'vcp/base:3.0.0-ubuntu24.04-systemd';
const PLAIN = { [IMAGE]: described(IMAGE, OCI) };

/** The value of a fact by its label. */
function fact(label: string): HTMLElement {
  const term = screen.getAllByRole('term').find(({ textContent }) => textContent === label);
  const definition = term?.nextElementSibling;
  if (!(definition instanceof HTMLElement)) {
    throw new Error(`No fact ${label}.`);
  }
  return definition;
}

const press = async (name: string | RegExp): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name }));
};

const tab = async (name: string): Promise<void> => {
  await userEvent.click(screen.getByRole('tab', { name }));
};

/** Not user-event: it asks the document's ranges for text that is no button, which JupyterLab's jsdom shim does not have. */
const choosePlatform = (value: string): void => {
  fireEvent.change(screen.getByRole('combobox', { name: 'Platform' }), { target: { value } });
};

const failure = (code: Failure['code']): Failure => ({ code, message: 'said by the server' });

describe('the overview', () => {
  it('says what is selected, or how to', async () => {
    const { select } = open(PLAIN);
    expect(screen.getByText('Select an image, and what is in it appears here.')).toBeInTheDocument();
    await select(IMAGE);
    expect(screen.getByRole('region', { name: `Details of ${IMAGE}` })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: IMAGE })).toBeInTheDocument();
  });

  it('has all facts of the image', async () => {
    const { select } = open(PLAIN);
    await select(IMAGE);
    expect(fact('VCP version')).toHaveTextContent('3.0.0');
    expect(fact('Operating system')).toHaveTextContent('ubuntu 24.04');
    expect(fact('Made for')).toHaveTextContent('systemd');
    expect(fact('Release')).toHaveTextContent('final');
    expect(fact('Kind')).toHaveTextContent('Image application/vnd.oci.image.manifest.v1+json');
    expect(fact('Pinned')).toHaveTextContent(`vcp/base@${OCI.digest.slice(0, 19)}…`);
    expect(fact('Digest')).toHaveTextContent(OCI.digest);
    expect(fact('Platform')).toHaveTextContent('linux/amd64');
    expect(fact('Size')).toHaveTextContent('8.12 kB to download (compressed) 8,124 B');
    expect(fact('Created')).toHaveTextContent(/2026/);
    expect(fact('Version')).toHaveTextContent(IMAGE);
    expect(fact('Entry point')).toHaveTextContent('none');
    expect(fact('Command')).toHaveTextContent('supervisord -n -c /etc/supervisord.conf');
    expect(fact('User')).toHaveTextContent('not set (root)');
    expect(fact('Working directory')).toHaveTextContent('/');
    expect(fact('Ports')).toHaveTextContent(/22\/tcp.*7947\/tcp.*7947\/udp.*18083\/tcp/);
    expect(fact('Volumes')).toHaveTextContent('/export');
  });

  it('says the base of an image that was built from one, and that a date is not known', async () => {
    const { select } = open({ 'me/slurm:1': described('me/slurm:1', { ...SCHEMA2, created: null }) });
    await select('me/slurm:1', USER);
    expect(fact('Based on')).toHaveTextContent('vcp/base:2.1.0-alpine3.21-x86_64');
    expect(fact('Created')).toHaveTextContent('unknown');
  });

  it('copies references by tag and digest, and the commands', async () => {
    const { copied, said, select } = open(PLAIN);
    await select(IMAGE, HARBOR);
    for (const name of ['reference by tag', 'reference by digest', 'digest', 'docker pull command', 'curl command']) {
      await press(`Copy ${name}`);
      expect(said.at(-1)).toBe(`Copied: ${name}`);
    }
    expect(copied.slice(0, 4)).toEqual([
      `harbor.example.ac.jp/${IMAGE}`,
      `harbor.example.ac.jp/vcp/base@${OCI.digest}`,
      OCI.digest,
      `docker pull harbor.example.ac.jp/${IMAGE}`
    ]);
    expect(copied[4]).toMatch(/^curl -sS -H 'Accept: .+' https:\/\/harbor\.example\.ac\.jp\/v2\/vcp\/base\/manifests\/3\.0\.0/);
  });

  it('shows the platforms of an index as a choice', async () => {
    const { connection, select } = open({ [DETAILS]: ({ query }) => ({ body: describedIndex(query.get('platform') ?? null) }) });
    await select(INDEX_IMAGE);
    expect(fact('Kind')).toHaveTextContent('Index of 2 platforms');
    expect(fact('Digest')).not.toHaveTextContent(AMD64.digest);
    choosePlatform('linux/arm64/v8');
    expect(await screen.findByText(/Runs only on machine types with the architecture arm64\/v8/)).toBeInTheDocument();
    expect(screen.getByRole('combobox', { name: 'Platform' })).toHaveValue('linux/arm64/v8');
    expect(connection.server.requests.at(-1)?.query.get('platform')).toBe('linux/arm64/v8');
  });

  it('says of a platform that is not stored, and keeps the choice', async () => {
    const missing = describedIndex('linux/amd64', { content: null, contentProblem: failure('not_found') });
    const { select } = open({ [DETAILS]: ({ query }) => ({ body: query.has('platform') ? describedIndex('linux/arm64/v8') : missing }) });
    await select(INDEX_IMAGE);
    expect(screen.getByRole('alert')).toHaveTextContent('The registry does not store linux/amd64 of this image.');
    choosePlatform('linux/arm64/v8');
    expect(await screen.findByText(/arm64\/v8\./)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what is attached to what is shown, and that nothing was verified', async () => {
    const referrers = [
      { digest: null, artifactType: null, size: null, way: 'cosign' as const, tag: `sha256-${'0'.repeat(64)}.sig`, annotations: [] }
    ];
    const { select } = open({ [INDEX_IMAGE]: describedIndex('linux/amd64', { referrers }) });
    await select(INDEX_IMAGE);
    const badges = within(screen.getByRole('list', { name: 'Attached to the image' })).getAllByRole('listitem');
    expect(badges.map(({ textContent }) => textContent)).toEqual(['Signature present', 'SBOM present']);
    expect(screen.getByText(/nothing of it was verified/)).toBeInTheDocument();
    expect(document.body).not.toHaveTextContent(/(?<!nothing of it was )verified/i);
  });

  it('explains the name, and reminds of what a GPU needs', async () => {
    const image = 'vcp/gpu:1.8-ubuntu20.04-amd64-dev';
    const { select } = open({ [image]: described(image, OCI) });
    await select(image);
    const warnings = within(screen.getByRole('list', { name: 'About the name' })).getAllByRole('listitem');
    expect(warnings.map(({ textContent }) => textContent)).toEqual([
      'The architecture is written in another way than VCP does.',
      'The repository is for GPUs, but the name has no “gpu”.',
      'A development build, of which the published rule says nothing.',
      'The version has two parts instead of three.'
    ]);
    for (const text of ['a flavor or machine type with a GPU', 'gpus: all', /NVIDIA driver/]) {
      expect(screen.getByText(text)).toBeInTheDocument();
    }
  });

  it('says what a name of the oldest rule probably means, as a guess', async () => {
    const { select } = open({ 'vcp/base:1.6.2': described('vcp/base:1.6.2', SCHEMA2) });
    await select('vcp/base:1.6.2');
    expect(fact('Operating system')).toHaveTextContent('probably alpine (the name does not say it)');
    expect(fact('Architecture')).toHaveTextContent('probably x86_64');
  });

  it('says that systemd controls the services, of an image for which it does', async () => {
    const { select } = open(PLAIN);
    await select(IMAGE);
    expect(screen.getByText(/controlled with systemctl/)).toBeInTheDocument();
    expect(screen.queryByText(/machine types with the architecture/)).not.toBeInTheDocument();
  });

  it('shows a name that nobody can use as it is', async () => {
    const image = 'VCP/Base:１';
    const { select } = open({ [DETAILS]: () => ({ status: 400, body: failure('bad_request') }) });
    await select(image);
    expect(screen.getByRole('heading', { name: image })).toBeInTheDocument();
    expect(screen.getByRole('note')).toHaveTextContent('neither an engine nor a spec can use it');
  });
});

describe('what cannot be shown', () => {
  it.each([
    ['not_found', /does not have it/],
    ['wrong_digest', /something else than its digest says/],
    ['unreachable', /registry cannot be reached/],
    ['rate_limited', /asked too often/]
  ] as const)('is told in its place (%s), and asked for again', async (code, text) => {
    const { connection, select } = open({ [DETAILS]: () => ({ status: 502, body: failure(code) }) });
    await select(IMAGE);
    expect(screen.getByRole('alert')).toHaveTextContent(text);
    expect(fact('Operating system')).toHaveTextContent('ubuntu 24.04');
    connection.server.route({ [DETAILS]: () => ({ body: described(IMAGE, OCI) }) });
    await press('Retry');
    expect(await screen.findByText(OCI.digest)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it.each([
    ['schema1', 'old_format', /old format/],
    ['artifact', 'not_an_image', /no container image/],
    ['image', 'not_found', /image is incomplete/]
  ] as const)('of a manifest that is readable itself (%s) is told beside it', async (kind, code, text) => {
    const details = described(IMAGE, OCI, {
      kind,
      digest: kind === 'schema1' ? null : OCI.digest,
      content: null,
      contentProblem: failure(code)
    });
    const { select } = open({ [IMAGE]: details });
    await select(IMAGE);
    expect(screen.getByRole('alert')).toHaveTextContent(text);
    expect(fact('Kind')).toBeInTheDocument();
    await tab('Layers');
    expect(screen.getByRole('tabpanel')).toHaveTextContent('There is nothing that could be shown here.');
  });

  it('does not blame the address when only the manifest of this image cannot be read', async () => {
    const { select } = open({ [DETAILS]: () => ({ status: 502, body: failure('not_understood') }) });
    await select(IMAGE);
    expect(screen.getByRole('alert')).toHaveTextContent('What the registry has as this image cannot be read.');
  });

  it('includes that a tag names another image now', async () => {
    const { connection, model, select } = open(PLAIN);
    await select(IMAGE);
    connection.server.route({ [DETAILS]: () => ({ body: described(IMAGE, SCHEMA2) }) });
    await act(() => model.reload());
    expect(screen.getByRole('note')).toHaveTextContent(`Before, it was ${OCI.digest}.`);
  });
});

describe('the tabs', () => {
  it('are one tab stop, in which arrows, Home and End choose', async () => {
    const { select } = open(PLAIN);
    await select(IMAGE);
    await userEvent.click(screen.getByRole('tab', { name: 'Overview' }));
    const stops = screen.getAllByRole('tab').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops).toHaveLength(1);
    for (const [key, name] of [
      ['{ArrowRight}', 'Environment'],
      ['{End}', 'Compare'],
      ['{ArrowRight}', 'Overview'],
      ['{ArrowLeft}', 'Compare'],
      ['{Home}', 'Overview']
    ] as const) {
      await userEvent.keyboard(key);
      expect(screen.getByRole('tab', { name, selected: true })).toHaveFocus();
      expect(screen.getByRole('tabpanel', { name })).toBeInTheDocument();
    }
  });

  it('stay while another image is selected', async () => {
    const { select } = open({ ...PLAIN, [INDEX_IMAGE]: describedIndex() });
    await select(IMAGE);
    await tab('Environment');
    await select(INDEX_IMAGE);
    expect(screen.getByRole('tabpanel', { name: 'Environment' })).toHaveTextContent(INDEX_IMAGE);
  });
});

describe('the environment', () => {
  it('begins with the version, and says what is hidden', async () => {
    const environment = [...OCI.environment, { name: 'API_TOKEN', value: null }];
    const { copied, select } = open({ [IMAGE]: described(IMAGE, { ...OCI, environment }) });
    await select(IMAGE);
    await tab('Environment');
    expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual([
      'VCP_CONTAINER_VERSION',
      'PATH',
      'NFS_AUTOSTART',
      'API_TOKEN'
    ]);
    expect(fact('API_TOKEN')).toHaveTextContent('hidden, because the name looks like that of a secret');
    expect(screen.queryByRole('searchbox')).not.toBeInTheDocument();
    await press('Copy NFS_AUTOSTART');
    expect(copied).toEqual(['false']);
  });

  it('can be filtered by name and value when it is long', async () => {
    const environment = Array.from({ length: 30 }, (_, n) => ({ name: `NAME_${n}`, value: n === 7 ? 'Needle' : 'hay' }));
    const { select } = open({ [IMAGE]: described(IMAGE, { ...OCI, environment }) });
    await select(IMAGE);
    await tab('Environment');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Filter' }), 'needle');
    expect(screen.getAllByRole('term').map(({ textContent }) => textContent)).toEqual(['NAME_7']);
    expect(screen.getByText('1 of 30')).toBeInTheDocument();
  });

  it('folds a long value, and shows it whole on request; text stays text', async () => {
    const value = `<b>bold</b>${'x'.repeat(1000)}END`;
    const { select } = open({ [IMAGE]: described(IMAGE, { ...OCI, environment: [{ name: 'LONG', value }] }) });
    await select(IMAGE);
    await tab('Environment');
    expect(fact('LONG')).toHaveTextContent('<b>bold</b>');
    expect(fact('LONG')).not.toHaveTextContent('END');
    await press('Show all 1014 characters');
    expect(fact('LONG')).toHaveTextContent('END');
    await press('Show less');
    expect(fact('LONG')).not.toHaveTextContent('END');
  });

  it('and labels say when there are none', async () => {
    const { select } = open({ [IMAGE]: described(IMAGE, { ...OCI, environment: [], labels: [] }) });
    await select(IMAGE);
    await tab('Environment');
    expect(screen.getByRole('tabpanel')).toHaveTextContent('The image sets no environment.');
    await tab('Labels');
    expect(screen.getByRole('tabpanel')).toHaveTextContent('The image has no labels.');
  });
});

describe('labels and layers', () => {
  it('show the labels', async () => {
    const { select } = open(PLAIN);
    await select(IMAGE);
    await tab('Labels');
    expect(fact('org.opencontainers.image.version')).toHaveTextContent('3.0.0-ubuntu24.04-systemd');
  });

  it('show each layer with its step and the sum, and copy whole digests', async () => {
    const { copied, select } = open(PLAIN);
    await select(IMAGE);
    await tab('Layers');
    const rows = within(screen.getByRole('table', { name: 'Layers' })).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'SizeDigestStep',
      '3.18 kBsha256:e0c1ecd89447ADD file:base-3.0.0 in /',
      '3.21 kBsha256:513e65d7ce67ADD file:vcp-3.0.0-ubuntu24.04-systemd in /',
      '6.39 kB2 layers, compressed'
    ]);
    await press('Copy digest sha256:e0c1ecd89447');
    expect(copied).toEqual([OCI.layers[0]?.digest]);
    expect(screen.getByText('2 steps without a layer')).toBeInTheDocument();
    expect(within(screen.getByRole('list', { name: 'Steps without a layer' })).getByText('ENV STEP=1')).toBeInTheDocument();
  });

  it('say when it is not known which step made which layer', async () => {
    const layers = ARM64.layers.map(layer => ({ ...layer, step: null }));
    const { select } = open({ [IMAGE]: described(IMAGE, { ...ARM64, layers }) });
    await select(IMAGE);
    await tab('Layers');
    expect(screen.getByText(/not known which step made which layer/)).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Steps of unknown layers' })).toHaveTextContent('ADD file:3.0.0-alpine3.22-arm64v8-0 in /');
  });
});

describe('actions', () => {
  it('give the image, as a spec names it, to commands that exist', async () => {
    const { commands, executed } = fakeCommands(true);
    const { select } = open(PLAIN, { commands });
    await select(IMAGE, USER);
    await press('New Spec with This Image');
    await press('Use in web.vcpspec');
    const args = { image: `10.0.0.1:5001/${IMAGE}` };
    expect(executed).toEqual([
      ['vcp:new-spec', args],
      ['vcp:use-image', args]
    ]);
  });

  it('appear and go with their commands', async () => {
    const { commands } = fakeCommands();
    const { select } = open(PLAIN, { commands });
    await select(IMAGE);
    expect(screen.queryByRole('button', { name: 'Use in db.vcpspec' })).not.toBeInTheDocument();
    let usable = true;
    act(() => {
      commands.addCommand('vcp:use-image', {
        label: 'Use in db.vcpspec',
        isEnabled: () => usable,
        describedBy: { args: { type: 'object' } },
        execute: () => undefined
      });
    });
    expect(screen.getByRole('button', { name: 'Use in db.vcpspec' })).toBeInTheDocument();
    act(() => {
      usable = false;
      commands.notifyCommandChanged('vcp:use-image');
    });
    expect(screen.queryByRole('button', { name: 'Use in db.vcpspec' })).not.toBeInTheDocument();
  });

  it('lead to the pages of a Harbor', async () => {
    const { select } = open(PLAIN);
    await select(IMAGE);
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
    await select(IMAGE, HARBOR);
    const link = screen.getByRole('link', { name: 'Open Harbor' });
    expect(link).toHaveAttribute('href', 'https://harbor.example.ac.jp/');
    expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  });
});

describe('everybody', () => {
  it.each(['Overview', 'Environment', 'Labels', 'Layers', 'Compare'])('can use the tab %s', async name => {
    const { commands } = fakeCommands(true);
    const { container, select } = open({ [INDEX_IMAGE]: describedIndex() }, { commands });
    await select(INDEX_IMAGE);
    await tab(name);
    expect(await axe(container)).toHaveNoViolations();
  });
});

it.each(['概要', '環境変数', 'ラベル', 'レイヤ', '比較'])('the tab %s speaks Japanese', async name => {
  const gpu = 'vcp/gpu:1.8-ubuntu20.04-aarch64-dev';
  const environment = [...OCI.environment, { name: 'API_TOKEN', value: null }];
  const { commands } = fakeCommands();
  const { container, select } = open(
    { [gpu]: describedIndex('linux/arm64/v8', { content: { ...ARM64, environment, user: '' } }) },
    { commands, trans: japanese(), language: 'ja-JP' }
  );
  await select(gpu);
  await tab(name);
  expect(screen.getByRole('tabpanel', { name })).not.toBeEmptyDOMElement();
  expect(screen.getByRole('button', { name: 'このイメージで新規spec' })).toBeInTheDocument();
  expect(englishIn(container)).toEqual([]);
});
