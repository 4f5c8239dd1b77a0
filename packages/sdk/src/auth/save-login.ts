// Puts what a login brought where requests find it: under which name, and never over somebody else's.
import {
  type AuthMethod,
  type Credential,
  isOAuthKind,
  MayrosError,
  shellWord,
} from "@mayros/core";
import { checkProfileId, isProfileId, loginCommand, type Profile } from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";

export interface NewLogin {
  readonly provider: string;
  readonly method: AuthMethod;
  readonly credential: Credential;
  readonly profileId: string | undefined;
  readonly force: boolean;
}

/** Before the login: a name that can't be. Throws MAYROS_CREDENTIAL_INVALID. */
export async function requireFreeId(
  machine: Machine,
  provider: string,
  id: string | undefined,
): Promise<void> {
  if (id === undefined) return;
  checkProfileId(id);
  const owner = (await machine.profiles().list()).find((profile) => profile.id === id)?.provider;
  if (owner === undefined || owner === provider) return;
  throw new MayrosError(
    "MAYROS_CREDENTIAL_INVALID",
    `profile ${id} belongs to ${owner}, not to ${provider}`,
    { hint: `choose another profile id, such as ${provider}:default` },
  );
}

/** Throws MAYROS_CREDENTIAL_INVALID for a profile of another account, and what the store throws. */
export async function saveLogin(
  machine: Machine,
  { provider, method, credential, profileId, force }: NewLogin,
): Promise<{ profileId: string; replaced: boolean }> {
  const store = machine.profiles();
  const id = profileId ?? defaultProfileId(provider, method, credential);
  // What is sealed stays so: with a key that is gone, a new login is the way back.
  const before = (await store.readAllClosed(provider)).find((profile) => profile.id === id);
  if (before && !force && isAnother(before.credential, credential)) {
    throw anothers(before, credential, method);
  }
  const { replaced } = await store.save(id, provider, credential, method.id);
  if (
    before &&
    profileId === undefined &&
    !force &&
    mayBeAnother(before, credential, method, machine.now())
  ) {
    machine.warn(
      `the login that was ${id} is replaced, and its vendor does not say whose either is; where they are two accounts, ` +
        `keep both: ${loginCommand(provider, `${provider}:second`)}`,
    );
  }
  return { profileId: id, replaced };
}

/** A login that was as good as before, and an account that nobody can compare. Pasted ones are replaced on purpose. */
function mayBeAnother(
  { credential: before, dead }: Profile,
  after: Credential,
  { kind }: AuthMethod,
  now: number,
): boolean {
  const isLogin = isOAuthKind(kind);
  const isRenewed = before.type === "oauth" && before.refresh !== undefined;
  const end = before.type === "api-key" ? undefined : before.expiresAt;
  const isOver = dead !== undefined || (!isRenewed && end !== undefined && end <= now);
  return isLogin && !isOver && !isSame(before, after);
}

function isSame(before: Credential, after: Credential): boolean {
  if (before.type !== "oauth" || after.type !== "oauth") return false;
  const agrees = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && a.toLowerCase() === b?.toLowerCase();
  return agrees(before.accountId, after.accountId) || agrees(before.email, after.email);
}

/** One for each account, as far as the vendor says whose it is. */
export function defaultProfileId(
  provider: string,
  method: Pick<AuthMethod, "profileId">,
  credential: Credential,
): string {
  if (method.profileId !== undefined) return method.profileId;
  const email = emailOf(credential)?.toLowerCase();
  const named = `${provider}:${email}`;
  return email !== undefined && isProfileId(named) ? named : `${provider}:default`;
}

/** A login in the place of a key, or of another account. What nobody knows the account of may be the same. */
export function isAnother(before: Credential, after: Credential): boolean {
  if (before.type !== after.type) return true;
  if (before.type !== "oauth" || after.type !== "oauth") return false;
  const differs = (a: string | undefined, b: string | undefined): boolean =>
    a !== undefined && b !== undefined && a.toLowerCase() !== b.toLowerCase();
  return differs(before.accountId, after.accountId) || differs(before.email, after.email);
}

const emailOf = (credential: Credential): string | undefined =>
  credential.type === "oauth" ? credential.email : undefined;

function anothers(
  { id, provider, credential: before }: Profile,
  after: Credential,
  method: AuthMethod,
): MayrosError {
  const was =
    before.type === after.type
      ? `is ${emailOf(before) ?? "another account"}'s, and you logged in as ${emailOf(after) ?? "somebody else"}`
      : `holds ${before.type === "oauth" ? "a login" : `an ${before.type}`.replace("an token", "a token")} that this login would replace`;
  return new MayrosError(
    "MAYROS_CREDENTIAL_INVALID",
    `profile ${id} ${was}; nothing was stored, and --force would replace it`,
    {
      hint: `mayros models auth login --provider ${provider} --method ${method.id} --profile-id ${shellWord(otherId(id, provider, after))}`,
      details: { profile: id, provider },
    },
  );
}

/** A name that is not taken by this profile. */
function otherId(taken: string, provider: string, credential: Credential): string {
  const ofAccount = defaultProfileId(provider, {}, credential);
  return [ofAccount, `${provider}:second`].find((id) => id !== taken) ?? ofAccount;
}
