import { ReactWidget } from '@jupyterlab/ui-components';

import type { ISubmitBody } from '../../common/submitDialog';
import type { SecretElement } from './SecretField';

/** Body of a dialog that asks for secrets. What was entered stays in the elements, which go with the dialog. */
export abstract class SecretBody<T> extends ReactWidget implements ISubmitBody<T> {
  abstract submit(): Promise<T | null>;

  /** Told of the element of each field, and with null when the field goes. */
  protected register(name: string): (element: SecretElement | null) => void {
    let field = this._registers.get(name);
    if (!field) {
      // The same function at every rendering: React would take another one for another field.
      field = element => {
        if (element) {
          this._elements.set(name, element);
        } else {
          this._elements.delete(name);
        }
      };
      this._registers.set(name, field);
    }
    return field;
  }

  /** What the fields hold now, by name. */
  protected values(): ReadonlyMap<string, string> {
    return new Map([...this._elements].map(([name, element]) => [name, element.value]));
  }

  protected focus(name: string): void {
    this._elements.get(name)?.focus();
  }

  private readonly _elements = new Map<string, SecretElement>();
  private readonly _registers = new Map<string, (element: SecretElement | null) => void>();
}
