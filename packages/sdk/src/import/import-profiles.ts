// `mayros models auth import`: takes logins over from a file of another program, one by one, and says of each what became
// of it. Keys and tokens are copies like any other. A login whose token is renewed is not: with most vendors each refresh
// token is good for one use, so that of two programs which hold the same one the second is logged out.
import { normalProviderId, providerIds } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import type { FoundProfile, ProfileStore, ProfileSummary } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { referenceProblem } from "../secrets/reference-problem.ts";
import { readProfilesFile } from "./read-profiles-file.ts";

export interface ImportOptions {
  /** Of an auth-profiles.json, version 1: of OpenClaw, or of another version of Mayros. */
  readonly path: string;
  /** Take over logins that are renewed, too: the other program must not use them any more. */
  readonly acceptSharedLogins?: boolean | undefined;
  /** Replace profiles that are here already. */
  readonly force?: boolean | undefined;
  /** Change nothing. */
  readonly dryRun?: boolean | undefined;
}

export interface ImportedProfile {
  readonly profileId: string;
  /** Absent where the file does not say it. */
  readonly provider?: string;
  readonly type?: ProfileSummary["type"] | "reference";
  /** With `dryRun`: what would be. */
  readonly outcome: "imported" | "replaced" | "skipped";
  /** Why it was skipped. */
  readonly reason?: "exists" | "shared-login" | "unusable";
  /** In words: why it was skipped, or what there is to say of it. */
  readonly notes: readonly string[];
}

export interface ImportResult {
  readonly path: string;
  readonly dryRun: boolean;
  readonly profiles: readonly ImportedProfile[];
  /** Providers whose order was taken over. */
  readonly orders: readonly string[];
}

interface Importing {
  readonly machine: Machine;
  readonly state: MachineState;
  readonly store: ProfileStore;
  /** What is here, by id. */
  readonly here: ReadonlyMap<string, ProfileSummary>;
  readonly options: ImportOptions;
}

/** Throws MAYROS_USAGE and MAYROS_CREDENTIAL_INVALID for a file that can't be read: nothing is imported then. */
export async function importProfiles(
  machine: Machine,
  options: ImportOptions,
): Promise<ImportResult> {
  const found = await readProfilesFile(options.path);
  const store = machine.profiles();
  const here = new Map((await store.list()).map((profile) => [profile.id, profile]));
  const importing = { machine, state: await machine.state(), store, here, options };
  const profiles: ImportedProfile[] = [];
  for (const profile of found.profiles) profiles.push(await importProfile(importing, profile));
  const orders = await importOrders(importing, found.order, profiles);
  return { path: options.path, dryRun: options.dryRun === true, profiles, orders };
}

async function importProfile(importing: Importing, found: FoundProfile): Promise<ImportedProfile> {
  const { state, here, options } = importing;
  const { id: profileId } = found;
  if ("unusable" in found) {
    const provider = found.provider === undefined ? {} : { provider: found.provider };
    return { profileId, ...provider, ...skipped("unusable", found.unusable) };
  }
  const provider = normalProviderId(found.provider, state.providers);
  const type = "reference" in found ? ("reference" as const) : found.credential.type;
  const known = { profileId, provider, type };
  const before = here.get(profileId);
  if (before && before.provider !== provider) {
    return { ...known, ...skipped("exists", `a profile of ${before.provider} is called so here`) };
  }
  if (before && !options.force) {
    return { ...known, ...skipped("exists", "is here already; --force replaces it") };
  }
  if (isShared(found) && !options.acceptSharedLogins) {
    return { ...known, ...skipped("shared-login", SHARED) };
  }
  const notes = [...(isShared(found) ? [SHARED] : []), ...notesOn(importing, provider, found)];
  try {
    if (!options.dryRun) await save(importing, provider, found);
  } catch (error) {
    // A keyring or a disk that fails would fail the next one, too.
    if (!MayrosError.isInstance(error) || error.code !== "MAYROS_CREDENTIAL_INVALID") throw error;
    return { ...known, ...skipped("unusable", error.message) };
  }
  return { ...known, outcome: before ? "replaced" : "imported", notes };
}

const SHARED = "two programs with one such login log each other out: use it in one of them alone";

type Usable = Exclude<FoundProfile, { unusable: string }>;

const isShared = (found: Usable): boolean =>
  !("reference" in found) &&
  found.credential.type === "oauth" &&
  found.credential.refresh !== undefined;

function skipped(reason: NonNullable<ImportedProfile["reason"]>, note: string) {
  return { outcome: "skipped" as const, reason, notes: [note] };
}

function notesOn({ machine, state }: Importing, provider: string, found: Usable): string[] {
  const { dropped } = found;
  const problem = "reference" in found && referenceProblem(machine, state, found.reference);
  const { config, providers } = state;
  const unknown = ![...providerIds(config, providers)].includes(provider);
  const off = providers.whyOff(provider);
  return [
    ...(off ? [`${off.message}; ${off.hint}`] : []),
    ...(unknown && !off ? [`no plugin or config has ${provider}: it is kept until one has`] : []),
    ...(dropped.length > 0 ? [`left out: ${dropped.join(", ")}`] : []),
    ...(problem ? [problem.what] : []),
  ];
}

async function save({ store }: Importing, provider: string, found: Usable): Promise<void> {
  if (!("reference" in found)) {
    await store.save(found.id, provider, found.credential);
    return;
  }
  const { secretReferenceSchema } = await import("@mayros/core/schema");
  if (!secretReferenceSchema.safeParse(found.reference).success) {
    throw new MayrosError("MAYROS_CREDENTIAL_INVALID", "its reference is none that Mayros follows");
  }
  await store.saveReference(found.id, provider, found.reference, found.type, found.fields);
}

/** Of providers that have none here; ids that were not taken over are left out. */
async function importOrders(
  { state, store, here, options }: Importing,
  orders: ReadonlyMap<string, readonly string[]>,
  profiles: readonly ImportedProfile[],
): Promise<string[]> {
  const taken: string[] = [];
  const now = new Map([...here.values()].map(({ id, provider }) => [id, provider]));
  for (const { profileId, provider, outcome } of profiles) {
    if (outcome !== "skipped" && provider !== undefined) now.set(profileId, provider);
  }
  for (const [written, ids] of orders) {
    const provider = normalProviderId(written, state.providers);
    const usable = ids.filter((id) => now.get(id) === provider);
    const isSet = (await store.order(provider)).length > 0;
    if (usable.length === 0 || (isSet && !options.force)) continue;
    if (!options.dryRun) await store.setOrder(provider, usable);
    taken.push(provider);
  }
  return taken;
}
