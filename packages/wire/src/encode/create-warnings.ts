// Collects what of a call a wire could not carry, once per case: a long conversation would otherwise
// repeat the same sentence for every message.
import type { Warning } from "@mayros/core";

export interface Warnings {
  readonly list: Warning[];
  /** It was left out. */
  readonly unsupported: (feature: string, details: string) => void;
  /** It was sent in another form. */
  readonly converted: (feature: string, details: string) => void;
}

export function createWarnings(): Warnings {
  const list: Warning[] = [];
  const seen = new Set<string>();
  function add(type: "unsupported" | "compatibility", feature: string, details: string): void {
    const key = `${type} ${feature} ${details}`;
    if (seen.has(key)) return;
    seen.add(key);
    list.push({ type, feature, details });
  }
  return {
    list,
    unsupported: (feature, details) => add("unsupported", feature, details),
    converted: (feature, details) => add("compatibility", feature, details),
  };
}
