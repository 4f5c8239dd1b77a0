// The command that stores a key for a provider, as hints name it.
import { shellWord } from "@mayros/core";

/** `profileId`: the profile whose key it replaces. */
export function pasteKeyCommand(provider: string, profileId = `${provider}:default`): string {
  const command = `mayros models auth paste-api-key --provider ${shellWord(provider)}`;
  const isDefault = profileId === `${provider}:default`;
  return isDefault ? command : `${command} --profile-id ${shellWord(profileId)}`;
}
