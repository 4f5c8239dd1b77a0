// Decides of every plugin whether it is on: the switches of the config, then names that collide, then
// its own config, then consent. Reads details only of those that are wanted on.
import { claimantOf, findCollisions } from "./claims/find-collisions.ts";
import { explainConsent, missingConsent } from "./claims/missing-consent.ts";
import {
  decideEnabled,
  entryOf,
  type PluginOrigin,
  type PluginSwitches,
} from "./decide-enabled.ts";
import type { IndexedPlugin, PluginDetails, PluginIndex } from "./plugin-index/plugin-index.ts";
import type { PluginState } from "./plugin-state.ts";

/** A plugin of any origin with the index it is in. */
export interface KnownPlugin {
  readonly origin: PluginOrigin;
  readonly indexed: IndexedPlugin;
  readonly index: PluginIndex;
}

/** What keeps a wanted plugin off. */
type Obstacle = Pick<PluginState, "problem" | "fix" | "consent" | "quarantined"> & {
  readonly reason: string;
};

export interface StrangersOff {
  readonly reason: string;
  /** A command that ends it. */
  readonly fix: string;
}

/** What decides besides the config. */
export interface PluginCircumstances {
  /** No plugin of somebody else may be on. */
  readonly strangersOff?: StrangersOff | undefined;
  /** Why the code of one must not be loaded, as far as that is known. */
  readonly quarantineOf?: (known: KnownPlugin) => Promise<string | undefined>;
}

/** In the order of `plugins`. */
export async function decidePlugins(
  plugins: readonly KnownPlugin[],
  switches: PluginSwitches,
  circumstances: PluginCircumstances = {},
): Promise<PluginState[]> {
  const { strangersOff } = circumstances;
  const decisions = plugins.map(({ origin, indexed }) =>
    strangersOff && origin !== "bundled"
      ? { enabled: false, reason: strangersOff.reason }
      : decideEnabled(
          { id: indexed.entry.id, origin, enabledByDefault: indexed.entry.enabledByDefault },
          switches,
        ),
  );
  const collisions = strangersCollisions(plugins, (index) => decisions[index]?.enabled === true);
  const states: PluginState[] = [];
  for (const [index, known] of plugins.entries()) {
    const { enabled: wanted, reason } = decisions[index] ?? undecided;
    // What has a remedy of its own is not for want of a name.
    const { fix, supersedes } = known.indexed.entry;
    let obstacle = (fix ?? supersedes) === undefined ? collisions.get(index) : undefined;
    if (known.origin !== "bundled") obstacle ??= strangersOff;
    if (!obstacle && mayHaveObstacle(known, wanted)) {
      obstacle = await obstacleOf(known, wanted, switches, circumstances);
    }
    states.push(stateOf(known, wanted, reason, obstacle));
  }
  return states;
}

const undecided = { enabled: false, reason: "" };

/** Field by field where there are no rarities: a start makes 500 of these. */
function stateOf(
  { origin, indexed: { entry } }: KnownPlugin,
  wanted: boolean,
  reason: string,
  obstacle: Obstacle | undefined,
): PluginState {
  const state: PluginState = {
    id: entry.id,
    enabledByDefault: entry.enabledByDefault,
    status: entry.status,
    code: entry.code,
    providers: entry.providers,
    wanted,
    reason,
    origin,
    enabled: wanted && obstacle === undefined,
  };
  const { notice, successor, apis } = entry;
  if (!obstacle && (notice ?? successor ?? apis) === undefined) return state;
  return {
    ...state,
    ...(notice === undefined ? {} : { notice }),
    ...(successor === undefined ? {} : { successor }),
    ...(apis === undefined ? {} : { apis }),
    ...obstacle,
  };
}

/** Most have none, and need no further look. */
const mayHaveObstacle = ({ origin, indexed: { entry } }: KnownPlugin, wanted: boolean): boolean =>
  entry.problem !== undefined ||
  (wanted && (origin !== "bundled" || entry.configCheck !== undefined));

/** By position. Nothing that ships collides: that was checked when it was built. */
function strangersCollisions(
  plugins: readonly KnownPlugin[],
  isWanted: (index: number) => boolean,
): Map<number, Obstacle> {
  const obstacles = new Map<number, Obstacle>();
  const positions = [...plugins.keys()].filter((index) => plugins[index]?.origin !== "bundled");
  if (positions.length === 0) return obstacles;
  const strangers = positions.flatMap((index) => {
    const indexed = plugins[index]?.indexed;
    // What can't be on anyway holds no name against others.
    const wanted = isWanted(index) && indexed?.entry.problem === undefined;
    return indexed ? [{ ...claimantOf(indexed), wanted }] : [];
  });
  const bundled = plugins.filter(({ origin }) => origin === "bundled");
  const twins = (id: string, at: readonly number[]): Pick<Obstacle, "problem" | "fix"> => {
    const both = at.flatMap((position) => plugins[positions[position] ?? -1] ?? []);
    const folders = both
      .map(({ index, indexed }) => index.details(indexed).path ?? "")
      .sort((a, b) => (a < b ? -1 : 1));
    const problem = `the plugin ${id} is there twice: ${folders.join(" and ")}`;
    if (!both.some(({ origin }) => origin === "installed")) return { problem };
    // Whose folder stands in the config is at work on it.
    return { problem, fix: `mayros plugins uninstall ${id} --keep-config` };
  };
  const found = findCollisions(
    bundled.map(({ indexed }) => claimantOf(indexed)),
    strangers,
  );
  for (const [at, { message: claimed, fix, twin }] of found) {
    const obstacle =
      twin === undefined
        ? { problem: claimed, ...(fix === undefined ? {} : { fix }) }
        : twins(strangers[at]?.id ?? "", [twin, at]);
    obstacles.set(positions[at] ?? -1, { reason: obstacle.problem ?? claimed, ...obstacle });
  }
  return obstacles;
}

async function obstacleOf(
  known: KnownPlugin,
  wanted: boolean,
  switches: PluginSwitches,
  { quarantineOf }: PluginCircumstances,
): Promise<Obstacle | undefined> {
  const { origin, indexed, index } = known;
  const { entry } = indexed;
  if (entry.problem !== undefined) {
    const { problem, fix } = entry;
    return { reason: problem, problem, ...(fix === undefined ? {} : { fix }) };
  }
  if (!wanted) return undefined;
  const own = entryOf(switches, entry.id);
  const mustCheck =
    entry.configCheck === "always" || (entry.configCheck === "given" && own?.config !== undefined);
  const mustConsent =
    origin !== "bundled" &&
    (entry.code || entry.foreignEnv.length > 0 || own?.grants !== undefined);
  if (!mustCheck && !mustConsent) return undefined;
  const details = index.details(indexed);
  const wrong = mustCheck ? await configProblem(entry.id, details, own?.config ?? {}) : undefined;
  if (wrong || !mustConsent) return wrong;
  const uses = { ...details, foreignEnv: entry.foreignEnv, code: entry.code };
  const consent = missingConsent(uses, own?.grants);
  if (consent) return { reason: explainConsent(consent, uses), consent };
  const problem = entry.code ? await quarantineOf?.(known) : undefined;
  return problem === undefined ? undefined : quarantined(entry.id, problem);
}

/** The last obstacle: to turn it on again is to try it again. */
function quarantined(id: string, problem: string): Obstacle {
  return {
    ...{ reason: problem, problem, quarantined: true as const },
    fix: `mayros plugins enable ${id}`,
  };
}

async function configProblem(
  id: string,
  details: PluginDetails,
  config: unknown,
): Promise<Obstacle | undefined> {
  if (details.configSchema === undefined) return undefined;
  const { checkPluginConfig } = await import("./plugin-config/check-plugin-config.ts");
  const wrong = checkPluginConfig(details.configSchema, config);
  if (wrong.length === 0) return undefined;
  const problem = wrong.map((each) => `plugins.entries.${id}.${each}`).join("; ");
  return { reason: problem, problem, fix: `mayros plugins info ${id}` };
}
