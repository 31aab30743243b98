import type { Place } from '../domain/tree';
import { keyOf } from '../domain/tree';
import type { IExplorer, PlaceArguments } from '../handle';

/** Key of the place that arguments name; empty when they name none. */
function keyIn({ group, unit, node }: PlaceArguments): string {
  return [group, unit, node].filter(part => typeof part === 'string').join('/');
}

/**
 * The places that arguments mean. Without arguments it is the row with the focus, and where that is selected together with others, all of
 * them.
 */
export function placesNamed(model: IExplorer['model'], args: PlaceArguments): readonly Place[] {
  const key = keyIn(args);
  if (key !== '') {
    const place = model.find(key);
    return place ? [place] : [];
  }
  const { selected } = model.state;
  const place = model.focusedPlace;
  return selected.size > 1 && place && selected.has(keyOf(place)) ? model.selectedPlaces : place ? [place] : [];
}

/** The one place that a command for one row means: of several selected, the one with the focus. */
export function placeNamed(model: IExplorer['model'], args: PlaceArguments): Place | null {
  const places = placesNamed(model, args);
  return (places.length > 1 ? model.focusedPlace : places[0]) ?? null;
}

/** Puts the focus on the row that arguments name; they may name none, or one that is gone. */
export async function revealNamed(model: IExplorer['model'], args: PlaceArguments): Promise<void> {
  const key = keyIn(args);
  if (key !== '') {
    await model.prepare();
    model.reveal(key);
  }
}
