// The only way in which an edit touches a text: some bytes go, others come in their place, the rest stays.

/** Puts `text` in the place of what stands from `start` to `end`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `splices` in the order of their offsets, without overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let edited = text;
  for (const { start, end, text: inserted } of splices.toReversed()) {
    edited = edited.slice(0, start) + inserted + edited.slice(end);
  }
  return edited;
}
