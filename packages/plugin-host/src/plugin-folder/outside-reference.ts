// A plugin may speak of its own providers only: stored keys of another one are not its to use, and not
// its to write over. Pure.
import type { PluginManifest } from "@mayros/core";

/** What is wrong with the first place that names a provider of another plugin. */
export function outsideReference(manifest: PluginManifest): string | undefined {
  const providers = manifest.providers ?? {};
  const isOwn = (id: string): boolean => Object.hasOwn(providers, id);
  for (const [id, provider] of Object.entries(providers)) {
    const place = `providers.${id}`;
    if (provider.profilesFrom !== undefined && !isOwn(provider.profilesFrom)) {
      return `${place}.profilesFrom must be a provider of this plugin`;
    }
    for (const method of provider.authMethods) {
      const where = `${place}: the auth method ${method.id}`;
      if (method.sets?.provider !== undefined && !isOwn(method.sets.provider)) {
        return `${where} sets a provider that is not this plugin's`;
      }
      if (method.profileId !== undefined && !isOwn(method.profileId.split(":", 1)[0] ?? "")) {
        return `${where} stores a profile of a provider that is not this plugin's`;
      }
    }
  }
  return undefined;
}
