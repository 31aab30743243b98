import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';

/** The content of a panel that does something only while it can be seen, such as keeping a poll awake. */
export abstract class SeenPanel extends ReactWidget {
  override dispose(): void {
    this.sleep();
    super.dispose();
  }

  /** It can be seen now; may be called again while it can. */
  protected abstract wake(): void;

  /** It cannot be seen any more; may be called before the first `wake`, and last when it is disposed of. */
  protected abstract sleep(): void;

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      this.wake();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this.wake();
  }

  protected override onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this.sleep();
  }

  protected override onBeforeDetach(msg: Message): void {
    super.onBeforeDetach(msg);
    this.sleep();
  }
}
