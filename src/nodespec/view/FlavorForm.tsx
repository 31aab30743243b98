/**
 * The question under which name the form is saved as a flavor; it stays until that has succeeded.
 */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId, useRef } from 'react';

import { ApiError } from '../../api/errors';
import type { FlavorsFile } from '../../api/types';
import { errorText } from '../../common/errorText';
import type { ISubmitBody } from '../../common/submitDialog';
import { useFirstFocus } from '../../common/useFirstFocus';
import { flavorEntries, flavorsOf, isFlavorName } from '../domain';
import type { SpecModel } from '../model';
import { FlavorContent } from './FlavorContent';

/** What became of the question. */
export interface ISavedFlavor {
  readonly name: string;
  readonly file: FlavorsFile;
}

/** Name, what will be written, and where. */
export class FlavorForm extends ReactWidget implements ISubmitBody<ISavedFlavor> {
  constructor(
    private readonly _model: SpecModel,
    private readonly _trans: TranslationBundle,
    private readonly _language: string
  ) {
    super();
    this.addClass('jp-VcpSpec-flavor');
  }

  async submit(): Promise<ISavedFlavor | null> {
    const name = this._name.trim();
    const refusal = this._refusal(name);
    if (refusal !== '' || this._busy) {
      this._say(refusal);
      return null;
    }
    this._busy = true;
    try {
      const file = await this._model.saveFlavor(name, this._replace);
      return file && { name, file };
    } catch (error) {
      await this._failed(error);
      return null;
    } finally {
      this._busy = false;
    }
  }

  protected override render(): JSX.Element {
    const { spec, provider, surroundings } = this._model.snapshot;
    const trans = this._trans;
    if (spec === null || provider === null) {
      return <p>{trans.__('Choose a provider first.')}</p>;
    }
    return (
      <>
        <NameField
          trans={trans}
          name={this._name}
          fault={this._fault}
          replaces={this._exists(this._name.trim())}
          replace={this._replace}
          onName={name => {
            this._name = name;
            this._replace = false;
            this._say('');
          }}
          onReplace={replace => {
            this._replace = replace;
            this._say('');
          }}
        />
        <FlavorContent
          entries={flavorEntries(spec, provider, surroundings.flavors, surroundings.specOptions)}
          surroundings={surroundings}
          trans={trans}
          language={this._language}
        />
      </>
    );
  }

  private _exists(name: string): boolean {
    const { provider, surroundings } = this._model.snapshot;
    // The samples, too: where there is no file, they are written with the first own flavor.
    return provider !== null && Object.hasOwn(flavorsOf(provider, surroundings.flavors), name);
  }

  private _refusal(name: string): string {
    const trans = this._trans;
    if (!isFlavorName(name)) {
      return trans.__('Begin the name with a letter; use letters, digits, _, . and - only, at most 64.');
    }
    return this._exists(name) && !this._replace ? trans.__('There is a flavor %1: choose another name, or replace it.', name) : '';
  }

  /** What was typed stays; what somebody else wrote meanwhile is read first, so that the question is about what there is now. */
  private async _failed(error: unknown): Promise<void> {
    const code = error instanceof ApiError ? error.failure?.code : undefined;
    const { title, advice } = errorText(error, this._trans);
    if (code === 'changed' || code === 'exists') {
      await this._model.refresh();
      this._replace = false;
    }
    this._say(code === 'changed' ? this._trans.__('%1 It was read again: press Save once more.', title) : `${title} ${advice}`.trim());
  }

  private _say(fault: string): void {
    this._fault = fault;
    this.update();
  }

  private _name = '';
  private _replace = false;
  private _fault = '';
  private _busy = false;
}

interface INameFieldProps {
  readonly trans: TranslationBundle;
  readonly name: string;
  /** What is wrong; empty when nothing is. */
  readonly fault: string;
  /** Whether a flavor of that name exists. */
  readonly replaces: boolean;
  readonly replace: boolean;
  readonly onName: (name: string) => void;
  readonly onReplace: (replace: boolean) => void;
}

function NameField({ trans, name, fault, replaces, replace, onName, onReplace }: INameFieldProps): JSX.Element {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useFirstFocus(input);
  return (
    <>
      <label htmlFor={id}>{trans.__('Name of the flavor')}</label>
      <input
        id={id}
        ref={input}
        className="jp-mod-styled"
        type="text"
        autoComplete="off"
        spellCheck={false}
        value={name}
        aria-invalid={fault !== ''}
        aria-describedby={`${id}-fault`}
        onChange={event => {
          onName(event.target.value);
        }}
      />
      {replaces ? (
        <label className="jp-VcpSpec-check">
          <input
            type="checkbox"
            checked={replace}
            onChange={event => {
              onReplace(event.target.checked);
            }}
          />
          {trans.__('Replace the flavor %1', name.trim())}
        </label>
      ) : null}
      <p id={`${id}-fault`} className="jp-VcpSpec-flavorFault" role="alert">
        {fault}
      </p>
    </>
  );
}
