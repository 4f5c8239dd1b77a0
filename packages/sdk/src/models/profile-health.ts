// How long a stored credential will do, and what helps when it does no more. Pure.
import { type AuthMethod, shellWord } from "@mayros/core";
import { type ProfileSummary, renewCommand } from "@mayros/credentials";
import type { MachineState } from "../machine/open-machine.ts";

/**
 * `static`: it does not end, as far as anybody knows. `ok`: it holds for longer than the warning, or is renewed without
 * a person. `expiring`: its end is near. `dead`: it can't be renewed any more.
 */
export type Health = "static" | "ok" | "expiring" | "expired" | "dead";

export interface ProfileHealth {
  readonly profileId: string;
  readonly provider: string;
  readonly type: ProfileSummary["type"];
  readonly health: Health;
  readonly email?: string;
  /** ms since the epoch. Of a login that is renewed: the end of its token. */
  readonly expiresAt?: number;
  /** Until then, in ms; negative when it is over. */
  readonly remainingMs?: number;
  /** It is renewed without a person. */
  readonly renewable?: boolean;
  /** ms since the epoch: when it was last renewed. */
  readonly refreshedAt?: number;
  /** Why it can't be renewed any more, and since when. */
  readonly dead?: ProfileSummary["dead"];
  readonly kept: Kept;
  /** The command that replaces it. */
  readonly renew: string;
}

/** `keyring`: sealed, with a key of the system's keyring. `file`: in plain text, readable by its owner alone. */
export type Kept = "keyring" | "file" | "reference";

const DAY = 24 * 60 * 60 * 1000;

export function profileHealth(
  profile: ProfileSummary,
  now: number,
  warnBefore: number = DAY,
  methods: readonly AuthMethod[] = [],
): ProfileHealth {
  const { id, provider, type, email, expiresAt, renewable, refreshedAt, dead } = profile;
  return {
    ...{ profileId: id, provider, type },
    health: healthOf(profile, now, warnBefore),
    ...(email === undefined ? {} : { email }),
    ...(expiresAt === undefined ? {} : { expiresAt, remainingMs: expiresAt - now }),
    ...(renewable === undefined ? {} : { renewable }),
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    ...(dead === undefined ? {} : { dead }),
    kept: profile.reference ? "reference" : profile.sealed ? "keyring" : "file",
    renew: renewal(profile, methods),
  };
}

function healthOf(
  { expiresAt, renewable, dead }: ProfileSummary,
  now: number,
  warnBefore: number,
): Health {
  if (dead) return "dead";
  if (renewable) return "ok";
  if (expiresAt === undefined) return "static";
  if (expiresAt <= now) return "expired";
  return expiresAt - now > warnBefore ? "ok" : "expiring";
}

/** By the method that it came by: another one would make another login of it. */
function renewal(
  { id, provider, type, method }: ProfileSummary,
  methods: readonly AuthMethod[],
): string {
  const stored = {
    id,
    provider,
    credential: { type },
    ...(method === undefined ? {} : { method }),
  };
  const command = renewCommand(stored, methods);
  return method !== undefined && command.startsWith("mayros models auth login ")
    ? `${command} --method ${shellWord(method)}`
    : command;
}

/** How long before its end a credential is called expiring, in ms: what was to last for months is looked after earlier. */
export function warnBefore({ expiresInDays = 0 }: Pick<AuthMethod, "expiresInDays">): number {
  return expiresInDays > 60 ? 30 * DAY : DAY;
}

/** The auth method that a profile came by; the one of its kind where it is not known. */
export function methodOf(
  { provider, method, type }: Pick<ProfileSummary, "provider" | "method" | "type">,
  { host }: Pick<MachineState, "host">,
): AuthMethod | undefined {
  const methods = methodsOf({ provider }, { host });
  return methods.find(({ id }) => id === method) ?? methods.find(({ kind }) => kind === type);
}

function methodsOf(
  { provider }: Pick<ProfileSummary, "provider">,
  { host }: Pick<MachineState, "host">,
): readonly AuthMethod[] {
  return host.shipped(provider)?.declaration.authMethods ?? [];
}

export function profileHealths(
  profiles: readonly ProfileSummary[],
  state: Pick<MachineState, "host">,
  now: number,
): ProfileHealth[] {
  return profiles.map((profile) =>
    profileHealth(
      profile,
      now,
      warnBefore(methodOf(profile, state) ?? {}),
      methodsOf(profile, state),
    ),
  );
}
