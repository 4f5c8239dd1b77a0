// The commands that get a person a credential, as hints name them: which of them is right is said by the auth methods
// of the provider, and of a stored credential by its type.
import { type AuthMethod, type Credential, isOAuthKind, shellWord } from "@mayros/core";
import type { Profile } from "./profile.ts";

/** `profileId`: the profile whose credential is replaced; `method`: the id of one way, where there are several. */
export function loginCommand(provider: string, profileId?: string, method?: string): string {
  return authCommand("login", provider, profileId, method);
}

/** The same for a key. */
export function pasteKeyCommand(provider: string, profileId?: string): string {
  return authCommand("paste-api-key", provider, profileId);
}

function pasteTokenCommand(provider: string, profileId?: string): string {
  return authCommand("paste-token", provider, profileId);
}

function authCommand(
  verb: string,
  provider: string,
  profileId = `${provider}:default`,
  method?: string,
): string {
  return [
    `mayros models auth ${verb} --provider ${shellWord(provider)}`,
    ...(method === undefined ? [] : [`--method ${shellWord(method)}`]),
    ...(profileId === `${provider}:default` ? [] : [`--profile-id ${shellWord(profileId)}`]),
  ].join(" ");
}

/** Every way in: `mayros models auth login ..., or mayros models auth paste-api-key ...`. */
export function waysIn(provider: string, methods: readonly Pick<AuthMethod, "kind">[]): string {
  return listWaysIn(provider, methods).join(", or ");
}

/** The first of them: one command. */
export function wayIn(provider: string, methods: readonly Pick<AuthMethod, "kind">[]): string {
  const [first = pasteKeyCommand(provider)] = listWaysIn(provider, methods);
  return first;
}

function listWaysIn(provider: string, methods: readonly Pick<AuthMethod, "kind">[]): string[] {
  const kinds = new Set(methods.map(({ kind }) => kind));
  const ways = [
    // Of another program's login it says what to do there.
    ...(methods.some(({ kind }) => isOAuthKind(kind) || kind === "ambient")
      ? [loginCommand(provider)]
      : []),
    ...(kinds.has("token") ? [pasteTokenCommand(provider)] : []),
    ...(kinds.has("api-key") ? [pasteKeyCommand(provider)] : []),
  ];
  return ways.length === 0 ? [pasteKeyCommand(provider)] : ways;
}

/**
 * What replaces a stored credential that is of no use any more. `methods`: the provider's; a token that came by a login
 * is renewed by that login, and not by pasting another.
 */
export function renewCommand(
  {
    id,
    provider,
    method,
    credential: { type },
  }: Pick<Profile, "id" | "provider" | "method"> & { credential: Pick<Credential, "type"> },
  methods: readonly Pick<AuthMethod, "id" | "kind">[] = [],
): string {
  const kind = methods.find((each) => each.id === method)?.kind;
  switch (kind !== undefined && isOAuthKind(kind) ? "oauth" : type) {
    case "oauth":
      return loginCommand(provider, id);
    case "token":
      return pasteTokenCommand(provider, id);
    case "api-key":
      return pasteKeyCommand(provider, id);
  }
}
