import React from 'react';

import { hintsOf, readImageName } from '../../../common/imageName';
import type { IImageName } from '../../../common/imageName';
import { parseReference } from '../../../common/imageReference';
import type { ImageContent } from '../../../api/types';
import { useDetails } from './context';
import { Fact, Facts } from './Facts';
import { Hints } from './Hints';
import { nameWarningText, releaseText } from './nameWords';

/** What the name tells, before anything is known of the image itself. */
export function NameFacts({ image, content }: { readonly image: string; readonly content: ImageContent | null }): JSX.Element | null {
  const { trans } = useDetails();
  const parsed = parseReference(image);
  if (!parsed.ok) {
    return (
      <p role="note" className="jp-VcpImageDetails-warning">
        {trans.__('This is no name that the grammar of image references allows, so neither an engine nor a spec can use it.')}
      </p>
    );
  }
  const name = readImageName(parsed.reference);
  return (
    <>
      <Facts>
        <NameParts name={name} />
      </Facts>
      {name.warnings.length > 0 && (
        <ul className="jp-VcpImageDetails-warnings" aria-label={trans.__('About the name')}>
          {name.warnings.map(warning => (
            <li key={warning}>{nameWarningText(warning, trans)}</li>
          ))}
        </ul>
      )}
      <Hints name={name} content={content} />
    </>
  );
}

function NameParts({ name }: { readonly name: IImageName }): JSX.Element {
  const { trans } = useDetails();
  const { arch, flavor, os, version } = name;
  const hints = hintsOf(name);
  const probably = (value: string | null | undefined): string => (value ? trans.__('probably %1 (the name does not say it)', value) : '');
  const marks = [...(name.gpu === true ? ['GPU'] : []), ...(name.systemd === true ? ['systemd'] : [])];
  const parts: readonly (readonly [string, string])[] = [
    [trans.__('VCP version'), version ?? ''],
    [trans.__('Operating system'), os ? [os.name, os.version ?? ''].join(' ').trim() : probably(hints?.os)],
    [trans.__('Architecture'), arch ?? probably(hints?.arch)],
    [trans.__('Made for'), marks.join(', ')],
    [trans.__('Release'), releaseText(name, trans)],
    [trans.__('Variant'), flavor ?? '']
  ];
  return (
    <>
      {parts.map(([label, value]) =>
        value === '' ? null : (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        )
      )}
    </>
  );
}
