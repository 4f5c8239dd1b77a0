// The error for a provider that no credential was found for: where one was looked for, and the
// command that stores one.
import type { Provider } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import { pasteKeyCommand } from "@mayros/credentials";

export function loginNeeded(provider: Provider): MayrosError {
  const name = `${provider.keyPrefix}_API_KEY`;
  return new MayrosError(
    "MAYROS_LOGIN_NEEDED",
    `no credential for ${provider.id}: no profile is stored and ${name} is not set`,
    {
      hint: pasteKeyCommand(provider.id),
      details: { provider: provider.id, env: [name, ...provider.extraKeys] },
    },
  );
}
