import React, { useEffect, useState } from 'react';

import { useCatalog, useImages } from './context';

/** How many of the images are shown, seen and heard; and what was copied. */
export function Count({ said }: { readonly said: string }): JSX.Element {
  const { language, model, trans } = useImages();
  const { content, filter, registries, shown, sought } = useCatalog();
  const [copied, setCopied] = useState('');
  useEffect(() => {
    setCopied(said);
  }, [said]);
  useEffect(() => {
    setCopied('');
  }, [shown]);
  const number = (count: number): string => new Intl.NumberFormat(language).format(count);
  const asking =
    registries.asking || sought !== null || content?.repositories.asking || [...(content?.tags.values() ?? [])].some(state => state.asking);
  const all = content?.index?.size ?? 0;
  const superseded = filter.newestOnly === true ? (shown?.superseded ?? 0) : 0;
  return (
    <div className="jp-VcpImages-status">
      <p role="status">
        {shown && all > 0 && trans.__('%1 of %2 images', number(shown.rows.length), number(all))}
        {asking && ` ${trans.__('Asking the registry…')}`}
        {copied !== '' && ` ${copied}`}
      </p>
      {superseded > 0 && (
        <LinkButton
          label={trans._n('Show %2 older one, too', 'Show %2 older ones, too', superseded, number(superseded))}
          onClick={() => {
            model.setFilter({ newestOnly: false });
          }}
        />
      )}
      {superseded === 0 && shown?.rows.length === 0 && all > 0 && (
        <LinkButton
          label={trans.__('Clear search and filters')}
          onClick={() => {
            model.setFilter({ text: '', facets: {} });
          }}
        />
      )}
    </div>
  );
}

function LinkButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }): JSX.Element {
  return (
    <button type="button" className="jp-VcpImages-link" onClick={onClick}>
      {label}
    </button>
  );
}
