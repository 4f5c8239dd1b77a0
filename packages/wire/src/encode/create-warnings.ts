// Collects what of a call a wire could not carry, once per case: a long conversation would otherwise
// repeat the same sentence for every message.
import type { Warning } from "@mayros/core";

export interface Warnings {
  readonly list: Warning[];
  /** It was left out. */
  readonly unsupported: (feature: string, details: string) => void;
  /** It was sent in another form. */
  readonly converted: (feature: string, details: string) => void;
  /** Anything else. */
  readonly other: (message: string) => void;
}

export function createWarnings(): Warnings {
  const list: Warning[] = [];
  const seen = new Set<string>();
  function add(warning: Warning): void {
    const key = JSON.stringify(warning);
    if (seen.has(key)) return;
    seen.add(key);
    list.push(warning);
  }
  return {
    list,
    unsupported: (feature, details) => add({ type: "unsupported", feature, details }),
    converted: (feature, details) => add({ type: "compatibility", feature, details }),
    other: (message) => add({ type: "other", message }),
  };
}
