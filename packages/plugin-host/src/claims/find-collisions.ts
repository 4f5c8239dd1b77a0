// Who may use a name: plugin ids, provider ids and their other spellings, auth choices and wire formats are
// claimed by one plugin each, and so is whatever looks like them (`z_ai` beside `zai`). Pure.
import { apiAliases, apiNames } from "@mayros/core";
import type { PluginEntry, WireClaim } from "../plugin-index/plugin-index.ts";

/** What a plugin calls its own. */
export interface Claimant {
  readonly id: string;
  readonly providers: readonly {
    readonly id: string;
    readonly aliases: readonly string[];
    readonly choices: readonly string[];
  }[];
  /** Wire formats that it brings. */
  readonly apis?: readonly WireClaim[];
}

/** What a plugin of an index claims. */
export function claimantOf({
  entry: { id, apis },
  providers,
}: {
  readonly entry: Pick<PluginEntry, "id" | "apis">;
  readonly providers: Claimant["providers"];
}): Claimant {
  return { id, providers, ...(apis === undefined ? {} : { apis }) };
}

/** A plugin that did not ship with Mayros. */
export interface Stranger extends Claimant {
  /** The config wants it on: it holds its names against those that are off. */
  readonly wanted: boolean;
}

export interface Collision {
  readonly message: string;
  /** A command that ends it; absent for a name that ships, while nobody wants the plugin on. */
  readonly fix?: string;
  /** Position of the other one where both have one id: only their folders tell them apart. */
  readonly twin?: number;
}

type Kind = "plugin" | "provider" | "auth choice" | "wire format";

interface Claim {
  readonly kind: Kind;
  readonly name: string;
}

interface Held extends Claim {
  /** Absent for a wire format of Mayros itself. */
  readonly plugin?: string;
}

/** What people take for the same name. */
const lookalike = (name: string): string =>
  name.normalize("NFKC").toLowerCase().replace(/[._-]/g, "");

const keyOf = ({ kind, name }: Claim): string => `${kind} ${lookalike(name)}`;

const builtInWires: readonly Claim[] = [...apiNames, ...Object.keys(apiAliases)].map((name) => ({
  kind: "wire format",
  name,
}));

function claimsOf({ id, providers, apis = [] }: Claimant): Claim[] {
  return [
    { kind: "plugin", name: id },
    ...providers.flatMap((provider) => [
      ...[provider.id, ...provider.aliases].map((name) => ({ kind: "provider" as const, name })),
      ...provider.choices.map((name) => ({ kind: "auth choice" as const, name })),
    ]),
    ...apis
      .flatMap((api) => [api.id, ...(api.aliases ?? [])])
      .map((name) => ({ kind: "wire format" as const, name })),
  ];
}

function messageOf(held: Held, { kind, name }: Claim, plugin: string): string {
  const like = held.name === name ? "" : `, which is taken for "${held.name}",`;
  if (held.plugin === undefined) {
    return `${kind} "${name}"${like} comes with Mayros, and is claimed by the plugin ${plugin}`;
  }
  return `${kind} "${name}"${like} is claimed by two plugins: ${held.plugin} and ${plugin}`;
}

/** The first name that two of the plugins claim, which ship together. One plugin may spell a name twice. */
export function bundledCollision(plugins: readonly Claimant[]): string | undefined {
  const taken = new Map<string, Held>(builtInWires.map((claim) => [keyOf(claim), claim]));
  for (const plugin of plugins) {
    const own = new Map<string, Held>();
    for (const claim of claimsOf(plugin)) {
      const held = taken.get(keyOf(claim));
      if (held) return messageOf(held, claim, plugin.id);
      own.set(keyOf(claim), { ...claim, plugin: plugin.id });
    }
    if (taken.has(keyOf({ kind: "plugin", name: plugin.id }))) return `two plugins ${plugin.id}`;
    for (const [key, claim] of own) taken.set(key, claim);
  }
  return undefined;
}

/**
 * By position, which of the strangers can't have their names, and why. What ships holds its names on or
 * off, plugin ids and provider names alike. Of strangers those that are wanted hold theirs; where two
 * wanted ones claim a name, neither has it: which of them gets the keys must not depend on an order.
 */
export function findCollisions(
  bundled: readonly Claimant[],
  strangers: readonly Stranger[],
): Map<number, Collision> {
  const shipped = new Map<string, Held[]>(builtInWires.map((claim) => [keyOf(claim), [claim]]));
  for (const plugin of bundled) {
    for (const claim of claimsOf(plugin)) {
      for (const each of alsoAs(claim)) {
        shipped.set(keyOf(each), [
          ...(shipped.get(keyOf(each)) ?? []),
          { ...claim, plugin: plugin.id },
        ]);
      }
    }
  }
  const wanted = new Map<string, (Held & { index: number })[]>();
  const claims = strangers.map(claimsOf);
  for (const [index, plugin] of strangers.entries()) {
    if (!plugin.wanted) continue;
    for (const claim of claims[index] ?? []) {
      const key = keyOf(claim);
      wanted.set(key, [...(wanted.get(key) ?? []), { ...claim, plugin: plugin.id, index }]);
    }
  }
  const collisions = new Map<number, Collision>();
  for (const [index, { id, wanted: isWanted }] of strangers.entries()) {
    for (const claim of claims[index] ?? []) {
      const key = keyOf(claim);
      const owners = shipped.get(key);
      const owner = owners?.find((each) => each.name === claim.name) ?? owners?.[0];
      const rival = wanted.get(key)?.find((held) => held.index !== index);
      const held = owner ?? rival;
      if (!held) continue;
      const message = messageOf(held, claim, id);
      if (!owner && rival?.plugin === id) {
        collisions.set(index, { message, twin: rival.index });
        break;
      }
      const inTheWay = owner ? (isWanted ? id : undefined) : held.plugin;
      const fix = inTheWay === undefined ? {} : { fix: `mayros plugins disable ${inTheWay}` };
      collisions.set(index, { message, ...fix });
      break;
    }
  }
  return collisions;
}

/** A stranger's plugin must not go by the name of a provider that ships, nor the other way round. */
function alsoAs(claim: Claim): Claim[] {
  if (claim.kind === "auth choice" || claim.kind === "wire format") return [claim];
  return [
    { kind: "plugin", name: claim.name },
    { kind: "provider", name: claim.name },
  ];
}
