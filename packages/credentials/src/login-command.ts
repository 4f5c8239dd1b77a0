// The commands that get a person a credential, as hints name them: which of them is right is said by the auth methods
// of the provider, and of a stored credential by its type.
import { type AuthMethod, type Credential, shellWord } from "@mayros/core";
import type { Profile } from "./profile.ts";

/** `profileId`: the profile whose credential is replaced. */
export function loginCommand(provider: string, profileId?: string): string {
  return authCommand("login", provider, profileId);
}

/** The same for a key. */
export function pasteKeyCommand(provider: string, profileId?: string): string {
  return authCommand("paste-api-key", provider, profileId);
}

function pasteTokenCommand(provider: string, profileId?: string): string {
  return authCommand("paste-token", provider, profileId);
}

function authCommand(verb: string, provider: string, profileId = `${provider}:default`): string {
  const command = `mayros models auth ${verb} --provider ${shellWord(provider)}`;
  const isDefault = profileId === `${provider}:default`;
  return isDefault ? command : `${command} --profile-id ${shellWord(profileId)}`;
}

/** Every way in: `mayros models auth login ..., or mayros models auth paste-api-key ...`. */
export function waysIn(provider: string, methods: readonly Pick<AuthMethod, "kind">[]): string {
  const kinds = new Set(methods.map(({ kind }) => kind));
  const ways = [
    ...(kinds.has("oauth-browser") || kinds.has("oauth-device") ? [loginCommand(provider)] : []),
    ...(kinds.has("token") ? [pasteTokenCommand(provider)] : []),
    ...(kinds.has("api-key") ? [pasteKeyCommand(provider)] : []),
  ];
  return ways.length === 0 ? pasteKeyCommand(provider) : ways.join(", or ");
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
  const isLogin = kind === "oauth-browser" || kind === "oauth-device";
  switch (isLogin ? "oauth" : type) {
    case "oauth":
      return loginCommand(provider, id);
    case "token":
      return pasteTokenCommand(provider, id);
    case "api-key":
      return pasteKeyCommand(provider, id);
  }
}
