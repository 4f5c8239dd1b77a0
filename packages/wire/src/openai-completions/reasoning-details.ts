// Routers send a structured form of the reasoning beside its text, with signatures that the model behind
// them needs back. It comes in pieces, which are put together here and carried as they are.
// https://openrouter.ai/docs/use-cases/reasoning-tokens#preserving-reasoning-blocks (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { listOf, recordOf, textOf } from "../json-shapes.ts";

const textFields: ReadonlyMap<unknown, string> = new Map([
  ["reasoning.text", "text"],
  ["reasoning.summary", "summary"],
]);

export interface ReasoningDetails {
  /** Whether any came since the last time they were taken. */
  readonly pending: boolean;
  add(pieces: unknown): void;
  /** All that came since the last time. */
  take(): JSONObject[];
}

export function createReasoningDetails(): ReasoningDetails {
  let details: JSONObject[] = [];
  return {
    get pending() {
      return details.length > 0;
    },
    add(pieces) {
      for (const piece of listOf(pieces)) {
        const detail = recordOf(piece);
        if (!detail) continue;
        const last = details.at(-1);
        if (!last || !merge(last, detail)) details.push({ ...(detail as JSONObject) });
      }
    },
    take() {
      const taken = details;
      details = [];
      return taken;
    },
  };
}

/** Adds a piece of text to the text before it; whatever is encrypted stays apart. */
function merge(last: JSONObject, piece: Readonly<Record<string, unknown>>): boolean {
  const field = textFields.get(piece.type);
  if (!field || last.type !== piece.type || (last.index ?? null) !== (piece.index ?? null)) {
    return false;
  }
  last[field] = (textOf(last[field]) ?? "") + (textOf(piece[field]) ?? "");
  for (const name of ["signature", "id", "format"]) {
    const value = textOf(piece[name]);
    if (value) last[name] ||= value;
  }
  return true;
}
