// `--auth-choice custom-api-key`: a server that no plugin knows becomes a provider of the config. Its key
// goes into the store like every other.
import { defaultModelChoice } from "@mayros/catalog";
import type { Machine } from "../machine/open-machine.ts";
import { apiOf, customEdits, writtenUrl } from "./custom-endpoint.ts";
import { defaultModelEdits, isDefaultSet, type OnboardResult } from "./onboard.ts";
import { type OnboardCustomOptions, planCustom } from "./plan-custom.ts";
import { CUSTOM_CHOICE } from "./require-choice.ts";
import { saveOnboarding, type WrittenFiles } from "./save-onboarding.ts";

/** Throws MAYROS_USAGE, MAYROS_LOGIN_NEEDED without a key, MAYROS_CREDENTIAL_INVALID. */
export async function onboardCustom(
  machine: Machine,
  options: OnboardCustomOptions,
): Promise<OnboardResult> {
  const state = await machine.state();
  const { url, id, key, stored } = await planCustom(machine, state, options);
  const previous = defaultModelChoice(state.config).primary;
  const model = `${id}/${options.modelId}`;
  const newDefault = isDefaultSet(options, previous, model) ? model : undefined;
  const endpoint = {
    path: state.providerPath(id),
    baseUrl: writtenUrl(url),
    api: apiOf(options.compatibility),
    modelId: options.modelId,
  };
  const profileId = `${id}:default`;
  const written: WrittenFiles = options.dryRun
    ? {}
    : await saveOnboarding(machine, {
        ...(key
          ? {
              profile: {
                id: profileId,
                provider: id,
                credential: { type: "api-key", key: key.value },
              },
            }
          : {}),
        edits: (text) => [...customEdits(text, endpoint), ...defaultModelEdits(text, newDefault)],
      });
  return {
    choice: CUSTOM_CHOICE,
    provider: id,
    profileId: key || stored ? profileId : undefined,
    replaced: written.profile?.replaced ?? false,
    keyFrom: key?.from ?? (stored ? "stored" : undefined),
    model,
    missing: undefined,
    defaultModel: newDefault ?? previous,
    defaultModelSet: newDefault !== undefined,
    configPath: machine.locations.configPath,
    written,
  };
}
