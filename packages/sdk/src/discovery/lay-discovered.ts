// What a list said over what a plugin ships. Pure.
import type { ModelDeclaration } from "@mayros/core";
import type { DiscoveredModel } from "@mayros/engine";

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

/**
 * Of a service in the cloud, for lists and requests alike: the shipped models, with limits and prices as the vendor says
 * them now, and behind them what is new. One that the list has no more stays: lists leave out what still answers
 * (dated names, other regions, what another account may use), and a request says best whether it does.
 */
export function layLive(
  shipped: readonly ModelDeclaration[],
  live: readonly DiscoveredModel[],
): ModelDeclaration[] {
  const said = new Map(live.map((model) => [model.id, model]));
  const names = new Set(shipped.flatMap(namesOf));
  return [
    ...shipped.map((model) => {
      const now = saidOf(model, said);
      return now ? renewed(model, now) : model;
    }),
    ...live.filter(({ id }) => !names.has(id)),
  ];
}

/** How the list of a refresh differs from the shipped one. Ids. */
export function compareLive(
  shipped: readonly ModelDeclaration[],
  live: readonly DiscoveredModel[],
): { added: string[]; unlisted: string[] } {
  const said = new Map(live.map((model) => [model.id, model]));
  const names = new Set(shipped.flatMap(namesOf));
  return {
    added: live.flatMap(({ id }) => (names.has(id) ? [] : [id])),
    unlisted: shipped.flatMap((model) => (saidOf(model, said) ? [] : [model.id])),
  };
}

const namesOf = ({ id, wireId }: ModelDeclaration): string[] =>
  wireId === undefined ? [id] : [id, wireId];

const saidOf = (
  { id, wireId }: ModelDeclaration,
  said: ReadonlyMap<string, DiscoveredModel>,
): DiscoveredModel | undefined =>
  (wireId === undefined ? undefined : said.get(wireId)) ?? said.get(id);

/** Limits and prices change, and the vendor says them best; what else is shipped was looked up with more care. */
function renewed(shipped: ModelDeclaration, now: DiscoveredModel): ModelDeclaration {
  const { contextWindow, maxTokens, input, reasoning } = now;
  const sees = input?.includes("image") === true && shipped.input?.includes("image") !== true;
  return {
    ...shipped,
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(sees ? { input } : {}),
    ...(shipped.reasoning === undefined && reasoning !== undefined ? { reasoning } : {}),
    ...costOf(shipped, now),
  };
}

/** A list that says nothing costs anything (0 and 0) says nothing of what is known to cost something. */
function costOf({ cost: before }: ModelDeclaration, { cost: now }: DiscoveredModel) {
  if (!now || isFree(now) !== isFree(before)) return isFree(now) || !now ? {} : { cost: now };
  const isSame = now.input === before?.input && now.output === before?.output;
  const { tiers, ...rest } = before ?? {};
  // Prices of long requests were made for the prices before.
  return { cost: { ...rest, ...now, ...(isSame && tiers ? { tiers } : {}) } };
}

const isFree = (cost: ModelDeclaration["cost"]): boolean => !cost?.input && !cost?.output;
