// Decides with which credentials a request is tried, and in which order (`credentialOrder`). Everything
// that could be tried is handed in; nothing is read here.
import {
  type Credential,
  type CredentialPlace,
  credentialOrder,
  credentialSecret,
  isHeaderValue,
  MayrosError,
  profileOrder,
  type SecretReference,
} from "@mayros/core";
import type { Candidate, CandidateSource } from "./candidate.ts";
import type { EnvKey } from "./list-env-keys.ts";
import { renewCommand } from "./login-command.ts";
import type { Profile } from "./profile.ts";
import { type ReadSecret, referenceId } from "./references/pending-secret.ts";

export interface CandidateInput {
  readonly provider: string;
  /** Another provider whose profiles serve this one, too. */
  readonly profilesFrom?: string | undefined;
  /** This profile and nothing else. */
  readonly profileId?: string | undefined;
  /** The stored profiles; those of other providers are left out. */
  readonly profiles: readonly Profile[];
  /** Profile ids that somebody put in order: the only ones that are tried, if any of them exists. */
  readonly order?: readonly string[] | undefined;
  /** When a profile was last used, by its id: ms since the epoch. Those that never were come first. */
  readonly lastUsed?: ReadonlyMap<string, number> | undefined;
  /** The profile that this session stays with. */
  readonly sticky?: string | undefined;
  readonly envKeys: readonly EnvKey[];
  readonly configKey?:
    | { readonly key: string; readonly place: string }
    | { readonly reference: SecretReference; readonly place: string }
    | undefined;
  /** Reads what a reference stands for. Rejects with MAYROS_SECRET_UNAVAILABLE. */
  readonly readSecret: ReadSecret;
  /** The sign that the machine itself has one: a variable, a file. */
  readonly ambient?: string | undefined;
  /** The provider may be asked without a credential, when there is none. */
  readonly allowNone?: boolean | undefined;
  /** ms since the epoch. */
  readonly now: number;
}

export interface OrderedCandidates {
  readonly candidates: readonly Candidate[];
  readonly passedOver: readonly PassedOver[];
}

/** What is there and can't be used. */
export interface PassedOver {
  readonly source: CandidateSource;
  /** Follows its name in a sentence: `has expired`. */
  readonly reason: string;
  /** The command that mends it, where that is not a matter of editing. */
  readonly fix?: string;
}

const UNSENDABLE = "holds a line break or another character that no key can have";

export function orderCandidates(input: CandidateInput): OrderedCandidates {
  if (input.profileId !== undefined) {
    return { candidates: [explicitCandidate(input, input.profileId)], passedOver: [] };
  }
  const all = withoutDuplicates(credentialOrder.flatMap((place) => found(place, input)));
  const passedOver = all.flatMap((candidate) => whyPassedOver(candidate, input.now) ?? []);
  const useless = new Set(passedOver.map(({ source }) => source));
  const candidates = all.filter(({ source }) => !useless.has(source));
  // Where a login ended somebody meant to be logged in: to go on without would hide it.
  const ended = passedOver.some(({ fix }) => fix !== undefined);
  if (candidates.length > 0 || ended || !input.allowNone) return { candidates, passedOver };
  const none = { credential: undefined, source: { kind: "none", name: "no key" } } as const;
  return { candidates: [none], passedOver };
}

/** What is there for one place of the order. */
function found(place: CredentialPlace, input: CandidateInput): Candidate[] {
  const { ambient, envKeys, configKey, readSecret } = input;
  switch (place.kind) {
    case "live":
    case "env":
      return envKeys
        .filter((key) => key.place === place)
        .map(({ key, name }) => fromKey(key, place.kind, name));
    case "profile":
      return orderProfiles(input).map((profile) => fromProfile(profile, readSecret));
    case "config":
      return configKey ? [fromConfig(configKey, readSecret)] : [];
    case "ambient":
      return ambient === undefined
        ? []
        : [{ credential: undefined, source: { kind: "ambient", name: ambient } }];
  }
}

function explicitCandidate(input: CandidateInput, id: string): Candidate {
  const { provider, profiles, now, readSecret } = input;
  const profile = profiles.find((stored) => stored.id === id);
  const details = { profile: id, provider };
  if (!profile) {
    throw new MayrosError("MAYROS_PROFILE_UNKNOWN", `there is no profile "${id}"`, {
      details,
      hint: "mayros models auth list",
    });
  }
  if (!serves(profile, input)) {
    const message = `profile ${id} belongs to ${profile.provider}, not to ${provider}`;
    throw new MayrosError("MAYROS_PROFILE_UNKNOWN", message, {
      details,
      hint: "mayros models auth list",
    });
  }
  const candidate = fromProfile(profile, readSecret);
  const wrong = whyPassedOver(candidate, now);
  if (!wrong) return { ...candidate, explicit: true };
  throw new MayrosError("MAYROS_LOGIN_NEEDED", `profile ${id} ${wrong.reason}`, {
    details,
    hint: renewCommand(profile),
  });
}

/** Undefined where nothing is wrong. */
function whyPassedOver(candidate: Candidate, now: number): PassedOver | undefined {
  const { credential, profile, source } = candidate;
  const reason = profile && whyUseless(profile, now);
  if (profile && reason !== undefined) return { source, reason, fix: renewCommand(profile) };
  const sendable = credential === undefined || isHeaderValue(credentialSecret(credential));
  return sendable ? undefined : { source, reason: UNSENDABLE };
}

function whyUseless({ credential, dead }: Profile, now: number): string | undefined {
  if (dead) return `needs a new login: ${dead.reason}`;
  return isExpired(credential, now) ? "has expired" : undefined;
}

function orderProfiles(input: CandidateInput): Profile[] {
  const { profiles, order = [], lastUsed, sticky } = input;
  const own = profiles.filter((profile) => serves(profile, input));
  const listed = order.flatMap((id) => own.filter((profile) => profile.id === id));
  return listed.length > 0 ? listed : own.toSorted(byTypeAndUse(lastUsed, sticky));
}

function serves(profile: Profile, { provider, profilesFrom }: CandidateInput): boolean {
  return profile.provider === provider || profile.provider === profilesFrom;
}

/** The session's own, then by kind; within a kind the one that was used longest ago. */
function byTypeAndUse(
  lastUsed: CandidateInput["lastUsed"],
  sticky: string | undefined,
): (a: Profile, b: Profile) => number {
  const used = ({ id }: Profile): number => lastUsed?.get(id) ?? 0;
  return (a, b) =>
    Number(b.id === sticky) - Number(a.id === sticky) ||
    profileOrder.indexOf(a.credential.type) - profileOrder.indexOf(b.credential.type) ||
    used(a) - used(b);
}

/** Expired, and nothing is at hand to renew it with. */
function isExpired(credential: Credential, now: number): boolean {
  if (credential.type === "api-key") return false;
  if (credential.type === "oauth" && credential.refresh !== undefined) return false;
  return credential.expiresAt !== undefined && credential.expiresAt <= now;
}

function withoutDuplicates(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ credential, pending }) => {
    const place = pending ? `reference:${referenceId(pending.reference)}` : "";
    const secret = credential ? credentialSecret(credential) : place;
    if (seen.has(secret)) return false;
    seen.add(secret);
    return true;
  });
}

function fromProfile(profile: Profile, readSecret: ReadSecret): Candidate {
  const { id, credential, reference } = profile;
  const source = { kind: "profile", name: id } as const;
  if (!reference) return { credential, source, profile };
  const read = async (refused?: string): Promise<Credential> => {
    const secret = await readSecret(reference, refused);
    if (credential.type === "api-key") return { ...credential, key: secret };
    return { ...credential, type: "token", token: secret };
  };
  return { credential: undefined, source, profile, pending: { reference, read } };
}

function fromConfig(
  configKey: NonNullable<CandidateInput["configKey"]>,
  readSecret: ReadSecret,
): Candidate {
  const { place } = configKey;
  if ("key" in configKey) return fromKey(configKey.key, "config", place);
  const { reference } = configKey;
  const read = async (refused?: string): Promise<Credential> => {
    return { type: "api-key", key: await readSecret(reference, refused) };
  };
  const source = { kind: "config", name: place } as const;
  return { credential: undefined, source, pending: { reference, read } };
}

function fromKey(key: string, kind: CandidateSource["kind"], name: string): Candidate {
  return { credential: { type: "api-key", key }, source: { kind, name } };
}
