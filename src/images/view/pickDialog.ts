import { SubmitDialog } from '../../common/submitDialog';
import type { ISubmitBody } from '../../common/submitDialog';
import type { Handshake, IPickedImage } from '../../tokens';
import { specImage } from '../domain/copies';
import type { CatalogModel } from '../model/catalogModel';
import type { IImagesOptions } from './context';
import { ImagesPanel } from './ImagesPanel';

/** The catalog as the body of a dialog: the image that is selected is what is taken. */
class PickBody extends ImagesPanel implements ISubmitBody<IPickedImage> {
  constructor(
    private readonly _pickOptions: IImagesOptions,
    handshake: Handshake
  ) {
    super(_pickOptions, handshake);
  }

  submit(): Promise<IPickedImage | null> {
    const { model } = this._pickOptions;
    const picked = pickedFrom(model);
    if (picked === null) {
      model.askForSelection();
    }
    return Promise.resolve(picked);
  }
}

class PickDialog extends SubmitDialog<IPickedImage> {
  override handleEvent(event: Event): void {
    // JupyterLab's dialog takes these keys before anything in it: Enter leads from the search to the table and takes what is selected
    // there, arrows go through tabs, Escape empties the search first.
    if (!(event instanceof KeyboardEvent && event.type === 'keydown' && belongsToBody(event.key, document.activeElement))) {
      super.handleEvent(event);
    }
  }
}

function belongsToBody(key: string, focused: Element | null): boolean {
  const isInBody = focused !== null && focused.closest('.jp-VcpImages') !== null;
  const isTyped = focused instanceof HTMLInputElement && focused.type !== 'checkbox' && focused.value !== '';
  return isInBody && (key === 'Enter' || key.startsWith('Arrow') || (key === 'Escape' && isTyped));
}

/**
 * Lets the user choose an image. Resolves to null when none was chosen.
 *
 * @param options - For the catalog in the dialog, which owns the models.
 * @param current - The image that is chosen now, as a spec names it; it is selected first.
 */
export async function pickImage(
  options: Omit<IImagesOptions, 'take'>,
  handshake: Handshake,
  current: string | null
): Promise<IPickedImage | null> {
  const { model, trans } = options;
  const take = (): void => {
    dialog.resolve();
  };
  const body = new PickBody({ ...options, take }, handshake);
  const dialog = new PickDialog({
    title: trans.__('Choose an image'),
    body,
    accept: trans.__('Use this image'),
    focus: '.jp-VcpImages-search input',
    trans
  });
  dialog.addClass('jp-VcpImagesDialog');
  if (current !== null && current !== '') {
    void model.reveal(current);
  }
  await dialog.launch();
  return dialog.result;
}

function pickedFrom({ snapshot: { registry, selected, place } }: CatalogModel): IPickedImage | null {
  return registry && place >= 0 && selected?.problem === null
    ? { image: specImage(registry, selected.image), gpu: selected.name.gpu === true }
    : null;
}
