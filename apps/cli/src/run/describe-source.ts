// Where the credential of a request came from, for programs and for people. Never the credential.
import type { RunOpening } from "@mayros/sdk";

type Source = RunOpening["source"];

/** null where none was needed. */
export function sourceName({ kind, name }: Source): string | null {
  return kind === "none" ? null : name;
}

/** In words. */
export function describeSource({ kind, name }: Source): string {
  return kind === "none" ? "no key" : name;
}
