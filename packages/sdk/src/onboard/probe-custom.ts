// Finds out which wire format a server speaks: by asking it, as it is going to be asked.
import { resolveModel } from "@mayros/catalog";
import type { Machine } from "../machine/open-machine.ts";
import { apiOf, type Compatibility, compatibilities, writtenUrl } from "./custom-endpoint.ts";
import { type OnboardCustomOptions, planCustom } from "./plan-custom.ts";
import { type CredentialTest, type Tried, tryCredential } from "./try-credential.ts";

export interface ProbeOptions extends Omit<OnboardCustomOptions, "compatibility"> {
  /** Ask in this style only. */
  readonly compatibility?: Compatibility | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Probe {
  /** The style that answered; undefined when none did. */
  readonly compatibility: Compatibility | undefined;
  readonly tests: readonly (CredentialTest & { readonly compatibility: Compatibility })[];
}

const PROBE_TIMEOUT = 5000;

/** Asks the server in both styles, one tiny request each. Throws what `onboardCustom` throws. */
export async function probeCustom(machine: Machine, options: ProbeOptions): Promise<Probe> {
  const state = await machine.state();
  const { url, id, key, stored } = await planCustom(machine, state, options);
  const given: Tried = { credential: key && { type: "api-key", key: key.value } };
  const tried: Tried = key || !stored ? given : { profileId: `${id}:default` };
  const styles = options.compatibility ? [options.compatibility] : compatibilities;
  const tests = await Promise.all(
    styles.map(async (compatibility) => {
      const api = apiOf(compatibility);
      const block = { baseUrl: writtenUrl(url), api, models: [{ id: options.modelId }] };
      const config = { models: { providers: { [id]: block } } };
      const resolved = resolveModel(`${id}/${options.modelId}`, config, state.providers);
      const test = await tryCredential(machine, resolved, tried, {
        timeout: PROBE_TIMEOUT,
        signal: options.signal,
      });
      return { ...test, compatibility };
    }),
  );
  return { compatibility: pickStyle(tests), tests };
}

/** A key that is refused or limited is an answer in that style, too, if nothing better comes. */
function pickStyle(tests: Probe["tests"]): Compatibility | undefined {
  for (const verdict of ["works", "rate-limited", "no-credit", "refused"]) {
    const found = tests.find((test) => test.verdict === verdict);
    if (found) return found.compatibility;
  }
  return undefined;
}
