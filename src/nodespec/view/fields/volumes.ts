/** A `docker -v` entry in parts; the host is empty for an anonymous volume. */
export interface IVolume {
  readonly host: string;
  readonly container: string;
  readonly mode: '' | 'ro' | 'rw';
}

/** The parts of an entry, or null when it has another form and can only be edited as text. */
export function parseVolume(entry: string): IVolume | null {
  const [first = '', second, mode = '', ...rest] = entry.split(':');
  if (rest.length > 0 || (mode !== '' && mode !== 'ro' && mode !== 'rw')) {
    return null;
  }
  return second === undefined ? { host: '', container: first, mode: '' } : { host: first, container: second, mode };
}

/** The entry of the parts. An anonymous volume has no mode. */
export function volumeText({ host, container, mode }: IVolume): string {
  if (host === '' && mode === '') {
    return container;
  }
  return `${host}:${container}${mode === '' ? '' : `:${mode}`}`;
}
