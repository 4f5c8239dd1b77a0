// Asks servers for their models, all at once, and remembers what they said. Loaded when it is needed:
// listing models asks nobody.
import { type Credential, credentialSecret, MayrosError } from "@mayros/core";
import { type Candidate, readPending } from "@mayros/credentials";
import { discoverModels } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { listModelCandidates } from "../run/list-model-candidates.ts";
import type { ServerTarget } from "./server-targets.ts";

/** ms for all requests to one server. */
const DEADLINE = 1000;

export interface AskedServer {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly local: boolean;
  readonly answered: boolean;
  /** Ids; those of the last time when it did not answer. */
  readonly models: readonly string[];
  /** Why it did not answer. */
  readonly reason?: string | undefined;
}

/** What does not answer keeps what it said the last time. */
export async function askServers(
  machine: Machine,
  state: MachineState,
  targets: readonly ServerTarget[],
): Promise<AskedServer[]> {
  const asked = await Promise.all(
    targets.map(async (target) => ({ target, answer: await askServer(machine, state, target) })),
  );
  const at = machine.now();
  machine.discovered.put(
    asked.flatMap(({ target, answer }) =>
      "models" in answer
        ? [{ provider: target.provider.id, baseUrl: target.baseUrl, at, models: answer.models }]
        : [],
    ),
  );
  return asked.map(({ target: { provider, baseUrl, local }, answer }) => {
    const facts = { provider: provider.id, name: provider.name, baseUrl, local };
    const ids = (models: readonly { readonly id: string }[] = []) => models.map(({ id }) => id);
    return "models" in answer
      ? { ...facts, answered: true, models: ids(answer.models) }
      : {
          ...facts,
          answered: false,
          models: ids(machine.discovered.find(provider.id, baseUrl)?.models),
          reason: answer.reason,
        };
  });
}

/** What a request would send. Throws a MayrosError where that is not the credential itself, but a session. */
async function readyCredential(
  machine: Machine,
  state: MachineState,
  provider: string,
  candidate: Candidate,
): Promise<Credential | undefined> {
  const { profile } = candidate;
  const plugin = state.host.ownerOf(provider);
  if (plugin?.code && plugin.enabled && candidate.source.kind !== "none") {
    const { loadProviderCode } = await import("../run/load-provider-code.ts");
    const loaded = await loadProviderCode(machine, state, plugin, provider);
    if (loaded?.code.openSession) throw notAsked(provider);
  }
  if (profile?.credential.type !== "oauth") return (await readPending(candidate)).credential;
  const { freshenProfile } = await import("../run/freshen-profile.ts");
  return (await freshenProfile(machine, state, profile, {})).credential;
}

function notAsked(provider: string): MayrosError {
  return new MayrosError(
    "MAYROS_OPERATION_UNSUPPORTED",
    "it was not asked: its login is exchanged before it is sent, which lists of models can't do yet",
    { details: { provider } },
  );
}

type Answer = Awaited<ReturnType<typeof discoverModels>>;

async function askServer(
  machine: Machine,
  state: MachineState,
  { provider, baseUrl, kind }: ServerTarget,
): Promise<Answer> {
  const { candidates } = await listModelCandidates(machine, state, { provider, baseUrl }, {});
  const [candidate] = candidates;
  const transport = await machine.transport();
  let credential: Credential | undefined;
  try {
    credential = candidate && (await readyCredential(machine, state, provider.id, candidate));
  } catch (error) {
    // Of one server; the others are asked all the same.
    if (!MayrosError.isInstance(error)) throw error;
    return { reason: error.message };
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(provider.headers)) headers[name.toLowerCase()] = value;
  if (credential) headers.authorization = `Bearer ${credentialSecret(credential)}`;
  const signal = AbortSignal.timeout(DEADLINE);
  return discoverModels({
    kind,
    baseUrl,
    headers,
    send: (outgoing) => transport.send(outgoing),
    known: machine.discovered.find(provider.id, baseUrl)?.models,
    signal,
  });
}
