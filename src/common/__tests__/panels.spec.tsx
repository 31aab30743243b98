import '@testing-library/jest-dom';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { act, render, screen } from '@testing-library/react';
import React from 'react';

import { LazyPanel } from '../LazyPanel';
import { hasMainArea, openPanel } from '../openPanel';
import { useSignalValue } from '../useSignal';

const trans = nullTranslator.load('');

describe('LazyPanel', () => {
  it('loads nothing until it is shown, and then once', async () => {
    const content = new Widget();
    const load = jest.fn(() => Promise.resolve(content));
    const panel = new LazyPanel({ id: 'panel', trans, load });
    panel.hide();
    Widget.attach(panel, document.body);
    expect(load).not.toHaveBeenCalled();
    panel.show();
    await panel.load();
    panel.hide();
    panel.show();
    expect(load).toHaveBeenCalledTimes(1);
    expect(panel.content).toBe(content);
    expect(panel.node).toContainElement(content.node);
    panel.dispose();
  });

  it('loads when it is attached in sight', async () => {
    const load = jest.fn(() => Promise.resolve(new Widget()));
    const panel = new LazyPanel({ trans, load });
    Widget.attach(panel, document.body);
    await panel.load();
    expect(load).toHaveBeenCalledTimes(1);
    panel.dispose();
  });

  it('says that the content could not be loaded, and tries again at the next showing', async () => {
    const content = new Widget();
    const load = jest.fn<Promise<Widget>, []>().mockRejectedValueOnce(new Error('chunk 7 is gone')).mockResolvedValueOnce(content);
    const panel = new LazyPanel({ trans, load });
    Widget.attach(panel, document.body);
    await expect(panel.load()).resolves.toBeNull();
    expect(screen.getByRole('alert')).toHaveTextContent('chunk 7 is gone');
    await expect(panel.load()).resolves.toBe(content);
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    panel.dispose();
  });

  it('is gone with its content once it was closed', async () => {
    const content = new Widget();
    const panel = new LazyPanel({ trans, load: () => Promise.resolve(content) });
    Widget.attach(panel, document.body);
    await panel.load();
    panel.close();
    expect(panel.isDisposed).toBe(true);
    expect(content.isDisposed).toBe(true);
  });

  it('disposes of content that comes too late', async () => {
    const content = new Widget();
    const panel = new LazyPanel({ trans, load: () => Promise.resolve(content) });
    const loading = panel.load();
    panel.dispose();
    await expect(loading).resolves.toBeNull();
    expect(content.isDisposed).toBe(true);
  });
});

describe('openPanel', () => {
  class FakeShell extends Widget implements JupyterFrontEnd.IShell {
    readonly added: string[] = [];
    readonly activated: string[] = [];
    readonly currentWidget = null;

    add(widget: Widget, area = ''): void {
      this.added.push(area);
      Widget.attach(widget, document.body);
    }

    activateById(id: string): void {
      this.activated.push(id);
    }

    widgets(): IterableIterator<Widget> {
      return [].values();
    }
  }

  class FakeLabShell extends FakeShell {
    readonly mode = 'multiple-document';
  }

  it.each([
    ['the main area of JupyterLab', () => new FakeLabShell(), 'main'],
    ['the right area of Notebook 7', () => new FakeShell(), 'right']
  ])('opens in %s', (_name, makeShell, area) => {
    const shell = makeShell();
    const widget = new Widget();
    widget.id = 'vcp-panel';
    openPanel(shell, widget);
    expect(shell.added).toEqual([area]);
    expect(shell.activated).toEqual(['vcp-panel']);
    expect(hasMainArea(shell)).toBe(area === 'main');
    widget.dispose();
  });

  it('shows a panel that is open instead of adding it twice', () => {
    const shell = new FakeLabShell();
    const widget = new Widget();
    openPanel(shell, widget);
    openPanel(shell, widget);
    expect(shell.added).toHaveLength(1);
    expect(shell.activated).toHaveLength(2);
    widget.dispose();
  });
});

describe('useSignalValue', () => {
  it('renders again when the selected value changed, and not otherwise', () => {
    const sender = {};
    const signal = new Signal<object, void>(sender);
    const renders = jest.fn();
    let value = 'one';
    function Value(): JSX.Element {
      const shown = useSignalValue(signal, () => value);
      renders(shown);
      return <p>{shown}</p>;
    }
    const { unmount } = render(<Value />);
    act(() => {
      signal.emit();
    });
    value = 'two';
    act(() => {
      signal.emit();
    });
    expect(screen.getByText('two')).toBeInTheDocument();
    expect(renders.mock.calls).toEqual([['one'], ['two']]);
    unmount();
    value = 'three';
    signal.emit();
    expect(renders).toHaveBeenCalledTimes(2);
  });
});
