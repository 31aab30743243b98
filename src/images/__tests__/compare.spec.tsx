import '@testing-library/jest-dom';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe, toHaveNoViolations } from 'jest-axe';

import type { ImageContent } from '../../api/types';
import { AMD64, INDEX_IMAGE, OCI, OFFICIAL, SCHEMA2, USER, described, describedIndex } from './described';
import { DETAILS, open } from './detailsPage';
import { englishIn, japanese } from './japanese';

expect.extend(toHaveNoViolations);

const OLD = 'vcp/base:2.1.0-alpine3.21-x86_64';
const NEW = 'vcp/base:3.0.0-ubuntu24.04-systemd';

/** The new image, built from the old one. */
const BUILT: ImageContent = {
  ...OCI,
  digest: `sha256:${'b'.repeat(64)}`,
  environment: [
    ...SCHEMA2.environment.filter(({ name }) => name !== 'NFS_AUTOSTART'),
    { name: 'SLURM_VERSION', value: '25.05' },
    { name: 'MUNGE_KEY', value: null }
  ],
  layers: [...SCHEMA2.layers, { digest: `sha256:${'c'.repeat(64)}`, size: 12_000_000, mediaType: '', step: null }],
  size: SCHEMA2.size + 12_000_000
};

const IMAGES = {
  [OLD]: described(OLD, { ...SCHEMA2, environment: [...SCHEMA2.environment, { name: 'MUNGE_KEY', value: null }] }),
  [NEW]: described(NEW, OCI),
  'me/slurm:1': described('me/slurm:1', BUILT)
};

const press = async (name: string): Promise<void> => {
  await userEvent.click(screen.getByRole('button', { name }));
};

const texts = (name: string): readonly (readonly string[])[] =>
  [...screen.getByRole('table', { name }).querySelectorAll('tr')].map(row => [...row.children].map(({ textContent }) => textContent ?? ''));

/** Marks one image, then selects the other. */
async function compare(left: string, right: string) {
  const page = open(IMAGES);
  await page.select(left);
  await press('Compare with…');
  await page.select(right, right.startsWith('me/') ? USER : OFFICIAL);
  return page;
}

describe('comparing', () => {
  it('teaches how, and leads from one image to the other', async () => {
    const { select, model } = open(IMAGES);
    await select(OLD);
    await userEvent.click(screen.getByRole('tab', { name: 'Compare' }));
    expect(screen.getByRole('tabpanel')).toHaveTextContent('Choose “Compare with…” at one image');
    await press('Compare with…');
    expect(screen.getByRole('tabpanel')).toHaveTextContent(`Compared with ${OLD}`);
    expect(screen.getByText('Now select the image to compare it with.')).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Compare' })).toHaveFocus();
    await select(NEW);
    expect(screen.getByRole('table', { name: 'Overview' })).toBeInTheDocument();
    await press('Compare Others with This Image');
    expect(model.snapshot.marked?.image).toBe(NEW);
    await press('End Comparison');
    expect(model.snapshot.marked).toBeNull();
    expect(screen.getByRole('button', { name: 'Compare with…' })).toBeInTheDocument();
  });

  it('shows facts side by side, of different registries too', async () => {
    await compare(OLD, 'me/slurm:1');
    const rows = texts('Overview');
    expect(rows[0]).toEqual(['', `10.0.0.1:5000/${OLD}`, '10.0.0.1:5001/me/slurm:1']);
    expect(rows.find(([title]) => title === 'Size')).toEqual(['Size', '8.12 kB', '12 MB +12 MB']);
    expect(rows.find(([title]) => title === 'Command')).toEqual(['Command', 'supervisord -n -c /etc/supervisord.conf']);
    expect(rows.find(([title]) => title === 'Entry point')).toEqual(['Entry point', 'none']);
  });

  it('shows what is only here, only there, or different; the same is folded, the hidden not judged', async () => {
    await compare(OLD, 'me/slurm:1');
    expect(texts('Environment').slice(1)).toEqual([
      [
        'MUNGE_KEYhidden in both, not compared',
        'hidden, because the name looks like that of a secret',
        'hidden, because the name looks like that of a secret'
      ],
      ['NFS_AUTOSTARTonly left', 'false', '–'],
      ['SLURM_VERSIONonly right', '–', '25.05']
    ]);
    expect(screen.getByText('2 are the same')).toBeInTheDocument();
    expect(
      texts('Labels')
        .slice(1)
        .map(([title]) => title)
    ).toEqual(['org.opencontainers.image.createddifferent', 'org.opencontainers.image.versiondifferent']);
  });

  it('finds the common base of the layers', async () => {
    await compare(OLD, 'me/slurm:1');
    expect(screen.getByText('The first 2 layers are common (6.39 kB).')).toBeInTheDocument();
    expect(screen.getByText('Right, then: 1 layer, 12 MB of its own')).toBeInTheDocument();
    expect(screen.queryByRole('list', { name: 'Layers of the left image' })).not.toBeInTheDocument();
    expect(within(screen.getByRole('list', { name: 'Layers of the right image' })).getByText('sha256:cccccccccccc')).toBeInTheDocument();
  });

  it('says that there is no common base', async () => {
    await compare(OLD, NEW);
    expect(screen.getByText('No common base: already the first layers differ.')).toBeInTheDocument();
    expect(
      texts('Environment')
        .slice(1)
        .map(([title]) => title)
    ).toEqual(['VCP_CONTAINER_VERSIONdifferent', 'MUNGE_KEYonly left']);
  });

  it('says that two names are one image', async () => {
    const other = { [OLD]: described(OLD, SCHEMA2), 'me/copy:1': described('me/copy:1', SCHEMA2) };
    const { select } = open(other);
    await select(OLD);
    await press('Compare with…');
    await select('me/copy:1', USER);
    expect(screen.getByText('Both names stand for the same image.')).toBeInTheDocument();
    expect(screen.getAllByText('No differences.')).toHaveLength(2);
  });

  it('works between two platforms of one image', async () => {
    const { model, select } = open({ [DETAILS]: ({ query }) => ({ body: describedIndex(query.get('platform') ?? null) }) });
    await select(INDEX_IMAGE);
    await press('Compare with…');
    expect(screen.getByText('Now select the image to compare it with.')).toBeInTheDocument();
    act(() => {
      model.choosePlatform('linux/arm64/v8');
    });
    expect(await screen.findByText(`${INDEX_IMAGE} (linux/arm64/v8)`)).toBeInTheDocument();
    expect(texts('Overview').find(([title]) => title === 'Platform')).toEqual(['Platform', 'linux/amd64', 'linux/arm64/v8']);
  });

  it('is copied as a text in the form of a diff', async () => {
    const { copied, said } = await compare(OLD, 'me/slurm:1');
    await press('Copy Comparison');
    expect(said).toEqual(['Copied: comparison']);
    const lines = (copied[0] ?? '').split('\n');
    expect(lines.slice(0, 3)).toEqual([
      `--- 10.0.0.1:5000/${OLD} (linux/amd64)`,
      '+++ 10.0.0.1:5001/me/slurm:1 (linux/amd64)',
      '@@ Overview @@'
    ]);
    for (const line of ['-Size: 8.12 kB', '+Size: 12 MB', ' Platform: linux/amd64', '-NFS_AUTOSTART=false', '+SLURM_VERSION=25.05']) {
      expect(lines).toContain(line);
    }
    expect(lines).toContain(' MUNGE_KEY=(hidden)');
    expect(lines).toContain(` ${SCHEMA2.layers[0]?.digest ?? ''} 3.19 kB`);
    expect(lines).toContain(`+sha256:${'c'.repeat(64)} 12 MB`);
  });

  it('speaks Japanese', async () => {
    const { copied, container, select } = open(IMAGES, { trans: japanese(), language: 'ja-JP' });
    await select(OLD);
    await press('比較…');
    await select('me/slurm:1', USER);
    expect(screen.getByRole('tabpanel', { name: '比較' })).toHaveTextContent('最初の2レイヤが共通です（6.39 kB）。');
    expect(texts('環境変数')[2]).toEqual(['NFS_AUTOSTART左のみ', 'false', '–']);
    expect(englishIn(container)).toEqual([]);
    await press('比較結果をコピー');
    expect(copied[0]).toContain('-作成日時: 2025/04/20');
  });

  it('is for everybody', async () => {
    const { container } = await compare(OLD, 'me/slurm:1');
    expect(await axe(container)).toHaveNoViolations();
  });
});

it('does not mark what cannot be read', async () => {
  const { model, select } = open({ [OLD]: described(OLD, AMD64, { content: null, kind: 'artifact' }) });
  await select(OLD);
  expect(screen.queryByRole('button', { name: 'Compare with…' })).not.toBeInTheDocument();
  act(() => {
    model.mark();
  });
  expect(model.snapshot.marked).toBeNull();
});
