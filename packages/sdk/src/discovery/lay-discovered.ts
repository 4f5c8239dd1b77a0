// A server's own list over the one that its plugin ships. Pure.
import type { ModelDeclaration } from "@mayros/core";

/** For lists: what the server has and nothing else, with what the plugin knows of it filled in. */
export function listDiscovered(
  shipped: readonly ModelDeclaration[],
  discovered: readonly ModelDeclaration[],
): ModelDeclaration[] {
  const known = new Map(shipped.map((model) => [model.id, model]));
  return discovered.map((model) => ({ ...known.get(model.id), ...model }));
}

/** For requests: the shipped ones count as well, for the server may have got one meanwhile. */
export function layDiscovered(
  shipped: readonly ModelDeclaration[],
  discovered: readonly ModelDeclaration[],
): ModelDeclaration[] {
  const listed = listDiscovered(shipped, discovered);
  const ids = new Set(listed.map((model) => model.id));
  return [...listed, ...shipped.filter((model) => !ids.has(model.id))];
}
