import type { FieldProps } from '@rjsf/utils';
import React from 'react';

import type { IImages } from '../../../tokens';
import { defaultImageOf, imagesOf } from '../../domain';
import { useComposer, useSelected } from '../composer';
import { useAttribute, useField, useInherited } from '../form/useField';
import { useTyped } from '../form/useTyped';
import { valueText } from '../form/valueText';
import { putImage } from '../imageUse';
import { recentImages, rememberImage } from './recentImages';
import { offeredValues, Offers } from './TextFields';

function textOf(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

/** The base container image, with those used before offered. */
export function ImageField(props: FieldProps): JSX.Element {
  const { trans, images } = useComposer();
  const field = useField(props);
  const inherited = useInherited(field.name);
  const attribute = useAttribute(field.name);
  const common = useSelected(({ surroundings }) => surroundings.common);
  const generation = useSelected(({ context }) => context.generation);
  const suggested = imagesOf(common, generation);
  const usual = defaultImageOf(common, generation);
  const offers = [...new Set([...recentImages(), ...(suggested.length > 0 ? suggested : offeredValues(attribute))])];
  const typed = useTyped(field.value === undefined ? null : valueText(field.value), '', textOf, text => {
    field.change(textOf(text) ?? undefined);
  });
  return (
    <span className="jp-VcpSpec-line">
      <input
        className="jp-mod-styled jp-VcpSpec-input jp-mod-wide"
        id={field.id}
        type="text"
        autoComplete="off"
        spellCheck={false}
        list={`${field.id}__offers`}
        placeholder={inherited && inherited.origin !== 'none' ? valueText(inherited.value) : (usual ?? '')}
        value={typed.text}
        disabled={field.disabled}
        {...field.aria}
        onChange={event => {
          typed.type(event.target.value);
        }}
        onBlur={event => {
          rememberImage(event.target.value.trim());
          typed.leave();
        }}
      />
      <Offers id={`${field.id}__offers`} values={offers} />
      {images !== null && (
        <ChooseButton images={images} disabled={field.disabled} current={valueText(field.value ?? inherited?.value ?? '')} />
      )}
      {usual !== null && field.value === undefined && !field.disabled ? (
        <button
          type="button"
          className="jp-VcpSpec-smallButton"
          title={usual}
          onClick={() => {
            field.change(usual);
          }}
        >
          {trans.__('Use the default image')}
        </button>
      ) : null}
    </span>
  );
}

interface IChooseButtonProps {
  readonly images: IImages;
  readonly disabled: boolean;
  /** The image that holds now, of the spec or of what it inherits. */
  readonly current: string;
}

/** Opens the image catalog, and takes over what is chosen there. */
function ChooseButton({ images, disabled, current }: IChooseButtonProps): JSX.Element {
  const { model, trans } = useComposer();
  const choose = async (): Promise<void> => {
    const picked = await images.pick(current === '' ? null : current);
    if (picked !== null) {
      putImage(model, picked.image);
    }
  };
  return (
    <button
      type="button"
      className="jp-VcpSpec-smallButton"
      title={trans.__('Choose from the image catalog')}
      disabled={disabled}
      onClick={() => {
        void choose();
      }}
    >
      {trans.__('Choose…')}
    </button>
  );
}
