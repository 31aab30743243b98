import { CONTROLLER_WITH_WEB, FakeClouds } from './clouds';
import { AWS, compose, textOf } from './composing';
import type { IComposing } from './composing';

it('keeps the provider the same object while one types, so that the form need not be built anew', async () => {
  const { model, dispose } = await compose(textOf(AWS));
  const before = model.snapshot.provider;
  model.setAttribute('volume_size', 40);
  expect(model.snapshot.provider).toBe(before);
  await model.refresh();
  expect(model.snapshot.provider).not.toBe(before);
  dispose();
});

describe('SpecModel', () => {
  let composing: IComposing;
  const open = async (spec: unknown): Promise<IComposing> => {
    composing = await compose(typeof spec === 'string' ? spec : textOf(spec));
    return composing;
  };

  afterEach(() => {
    composing.dispose();
  });

  it('makes code of the document', async () => {
    const { model } = await open(AWS);
    expect(model.snapshot.code?.text).toContain('spec = vcp.get_spec("aws", "small")');
    expect(model.snapshot.context.range).toBe('172.30.2.0/24');
  });

  it('writes an attribute into the text and takes it out again', async () => {
    const { model, spec } = await open(AWS);
    model.setAttribute('volume_size', 40);
    expect(spec()).toMatchObject({ attributes: { volume_size: 40 } });
    expect(model.snapshot.differing.has('volume_size')).toBe(true);
    model.setAttribute('volume_size', undefined);
    expect(spec()).toEqual(AWS);
  });

  it('keeps unknown keys and the form of what it does not touch', async () => {
    const text = '{"version":1,  "later": {"kept": [1, 2]},\n "provider": "aws", "attributes": {"mystery": "x"}}\n';
    const { model, file } = await open(text);
    model.setTopLevel('flavor', 'small');
    expect(file.getSource()).toContain('"later": {"kept": [1, 2]}');
    expect(JSON.parse(file.getSource())).toMatchObject({ flavor: 'small', attributes: { mystery: 'x' } });
  });

  it('undoes and redoes what the form did', async () => {
    const { model, file, spec } = await open(AWS);
    model.setAttribute('volume_size', 40);
    expect(file.canUndo()).toBe(true);
    model.undo();
    expect(spec()).toEqual(AWS);
    model.redo();
    expect(spec()).toMatchObject({ attributes: { volume_size: 40 } });
  });

  it('follows changes from outside', async () => {
    const { model, file } = await open(AWS);
    const changes = jest.fn();
    model.changed.connect(changes);
    file.setSource(textOf({ ...AWS, flavor: 'large' }));
    expect(changes).toHaveBeenCalled();
    expect(model.snapshot.code?.text).toContain('vcp.get_spec("aws", "large")');
  });

  it('says where broken JSON breaks, never writes it, and recovers', async () => {
    const { model, file } = await open('{"version": 1,\n "provider": }');
    expect(model.snapshot.spec).toBeNull();
    expect(model.snapshot.problems).toEqual([
      expect.objectContaining({ code: 'json_broken', args: expect.objectContaining({ line: 2 }) as unknown })
    ]);
    model.setTopLevel('provider', 'aws');
    expect(file.getSource()).toBe('{"version": 1,\n "provider": }');
    file.setSource(textOf(AWS));
    expect(model.snapshot.provider?.name).toBe('aws');
  });

  it('never writes a document of a newer version', async () => {
    const newer = textOf({ ...AWS, version: 2 });
    const { model, file } = await open(newer);
    model.setAttribute('volume_size', 40);
    expect(model.snapshot.readOnly).toBe(true);
    expect(file.getSource()).toBe(newer);
  });

  it('keeps the values of another provider until it is chosen again', async () => {
    const { model, spec } = await open({ ...AWS, attributes: { ...AWS.attributes, instance_type: 'm5.xlarge' } });
    model.setProvider('azure');
    expect(spec()).toMatchObject({ provider: 'azure', attributes: { image: AWS.attributes.image } });
    expect(spec()).not.toHaveProperty('attributes.instance_type');
    model.setProvider('aws');
    expect(spec()).toMatchObject({ provider: 'aws', flavor: 'small', attributes: { instance_type: 'm5.xlarge' } });
  });

  it('compares with the saved text', async () => {
    const { model } = await open(AWS);
    model.setAttribute('volume_size', 40);
    expect(model.snapshot.saved).toEqual(AWS);
    model.markSaved();
    expect(model.snapshot.saved).toMatchObject({ attributes: { volume_size: 40 } });
  });

  it('says why the providers are missing, and loads them on request', async () => {
    const failure = { code: 'internal', message: 'broken' };
    composing = await compose(textOf(AWS), { 'GET providers': () => ({ status: 500, body: failure }) });
    const { model, connection } = composing;
    expect(model.snapshot.surroundings.error).toMatchObject({ failure });
    const { ROUTES } = await import('./composing');
    connection.server.route(ROUTES);
    await model.refresh();
    expect(model.snapshot.provider?.name).toBe('aws');
  });

  it('is computed anew only when the tree is another one', async () => {
    const clouds = new FakeClouds();
    const composing = await compose(textOf(AWS), {}, clouds);
    const changed = jest.fn();
    composing.model.changed.connect(changed);
    clouds.put(CONTROLLER_WITH_WEB);
    expect(changed).toHaveBeenCalledTimes(1);
    clouds.changed.emit();
    expect(changed).toHaveBeenCalledTimes(1);
    composing.dispose();
  });

  it('makes a new preview of a keystroke within a frame', async () => {
    const { model } = await open(AWS);
    const times = Array.from({ length: 40 }, (_, size) => {
      const start = performance.now();
      model.setAttribute('volume_size', 100 + size);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    expect(times[20]).toBeLessThan(16);
  });
});
