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
} from "@mayros/core";
import type { EnvKey } from "./list-env-keys.ts";
import { pasteKeyCommand } from "./paste-key-command.ts";
import type { Profile } from "./profile.ts";

export interface Candidate {
  /** undefined: the provider is asked without one. */
  readonly credential: Credential | undefined;
  readonly source: CandidateSource;
  /** Somebody named it for this request: it is asked even while it cools. */
  readonly explicit?: boolean;
}

export interface CandidateSource {
  readonly kind: CredentialPlace["kind"] | "none";
  /** The variable, the profile id, where in the config the key stands, or `no key`. */
  readonly name: string;
}

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
  readonly configKey?: { readonly key: string; readonly place: string } | undefined;
  /** The provider may be asked without a credential, when there is none. */
  readonly allowNone?: boolean | undefined;
  /** ms since the epoch. */
  readonly now: number;
}

export interface OrderedCandidates {
  readonly candidates: readonly Candidate[];
  /** Keys that no header can carry: they are passed over. */
  readonly unsendable: readonly CandidateSource[];
}

/** What is wrong with the key of a source that is unsendable. */
export const UNSENDABLE = "holds a line break or another character that no key can have";

export function orderCandidates(input: CandidateInput): OrderedCandidates {
  if (input.profileId !== undefined) {
    return { candidates: [explicitCandidate(input, input.profileId)], unsendable: [] };
  }
  const all = withoutDuplicates(credentialOrder.flatMap((place) => found(place, input)));
  const candidates = all.filter(isSendable);
  const unsendable = all.filter((candidate) => !isSendable(candidate)).map(({ source }) => source);
  if (candidates.length > 0 || !input.allowNone) return { candidates, unsendable };
  const none = { credential: undefined, source: { kind: "none", name: "no key" } } as const;
  return { candidates: [none], unsendable };
}

/** What is there for one place of the order. */
function found(place: CredentialPlace, input: CandidateInput): Candidate[] {
  const { envKeys, configKey } = input;
  switch (place.kind) {
    case "live":
    case "env":
      return envKeys
        .filter((key) => key.place === place)
        .map(({ key, name }) => fromKey(key, place.kind, name));
    case "profile":
      return orderProfiles(input).map(fromProfile);
    case "config":
      return configKey ? [fromKey(configKey.key, "config", configKey.place)] : [];
  }
}

function explicitCandidate(input: CandidateInput, id: string): Candidate {
  const { provider, profiles, now } = input;
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
  const candidate = fromProfile(profile);
  const expired = isDead(profile.credential, now);
  if (!expired && isSendable(candidate)) return { ...candidate, explicit: true };
  const wrong = expired ? "has expired" : UNSENDABLE;
  throw new MayrosError("MAYROS_LOGIN_NEEDED", `profile ${id} ${wrong}`, {
    details,
    hint: pasteKeyCommand(profile.provider, id),
  });
}

function isSendable({ credential }: Candidate): boolean {
  return credential === undefined || isHeaderValue(credentialSecret(credential));
}

function orderProfiles(input: CandidateInput): Profile[] {
  const { profiles, order = [], lastUsed, sticky, now } = input;
  const own = profiles.filter((profile) => serves(profile, input));
  const listed = order.flatMap((id) => own.filter((profile) => profile.id === id));
  const ordered = listed.length > 0 ? listed : own.toSorted(byTypeAndUse(lastUsed, sticky));
  return ordered.filter(({ credential }) => !isDead(credential, now));
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
function isDead(credential: Credential, now: number): boolean {
  if (credential.type === "api-key") return false;
  if (credential.type === "oauth" && credential.refresh !== undefined) return false;
  return credential.expiresAt !== undefined && credential.expiresAt <= now;
}

function withoutDuplicates(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ credential }) => {
    const secret = credential ? credentialSecret(credential) : "";
    if (seen.has(secret)) return false;
    seen.add(secret);
    return true;
  });
}

function fromProfile({ id, credential }: Profile): Candidate {
  return { credential, source: { kind: "profile", name: id } };
}

function fromKey(key: string, kind: CandidateSource["kind"], name: string): Candidate {
  return { credential: { type: "api-key", key }, source: { kind, name } };
}
