// The profile that a request names in its model (`zai/glm-4.7@zai:work`), in the place where requests
// have profiles. The stored ones are looked at only for a model with an `@` in it.
import { MayrosError } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { splitProfile } from "./split-profile.ts";

interface ModelWithProfile {
  readonly model?: string | undefined;
  readonly profile?: string | undefined;
}

/** Throws MAYROS_PROFILE_UNKNOWN, and MAYROS_USAGE where the request names another profile as well. */
export async function takeProfile<Request extends ModelWithProfile>(
  machine: Pick<Machine, "profiles">,
  state: Pick<MachineState, "config" | "providers">,
  request: Request,
): Promise<Request> {
  if (!request.model?.includes("@")) return request;
  const stored = await machine.profiles().list();
  const { model, profile } = splitProfile(
    request.model,
    stored.map(({ id }) => id),
    state,
  );
  if (profile === undefined) return request;
  if (request.profile !== undefined && request.profile !== profile) {
    throw new MayrosError(
      "MAYROS_USAGE",
      `two profiles are named: ${profile} with the model, and ${request.profile}`,
      { hint: `name one: ${model}@${profile}` },
    );
  }
  return { ...request, model, profile };
}
