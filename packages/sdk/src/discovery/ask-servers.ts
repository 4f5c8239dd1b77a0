// Asks servers for their models, all at once, and remembers what they said. Loaded when it is needed:
// listing models asks nobody.
import { lookUpModel } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import { type Discovery, listVendorModels } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { listModelCandidates } from "../run/list-model-candidates.ts";
import { findCodec, requestEngine } from "../run/request-engine.ts";
import { keepLines } from "./kept-lines.ts";
import { compareLive } from "./lay-discovered.ts";
import type { ServerTarget } from "./server-targets.ts";

/** ms for all requests to one server of the person's own, and to one in the cloud. */
const DEADLINE = 1000;
const CLOUD_DEADLINE = 5000;

export interface AskedServer {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly local: boolean;
  /** A vendor's: it is asked by a refresh alone, and what is shipped stays. */
  readonly cloud: boolean;
  readonly answered: boolean;
  /** Ids; those of the last time when it did not answer. */
  readonly models: readonly string[];
  /** Of a service in the cloud that answered: what it has and Mayros did not know, */
  readonly added?: readonly string[];
  /** and what Mayros ships and it does not list: it stays, and may still answer. */
  readonly unlisted?: readonly string[];
  /** Why it did not answer. */
  readonly reason?: string | undefined;
}

/** What does not answer keeps what it said the last time. `onAnswer` is told of each as soon as it is known. */
export async function askServers(
  machine: Machine,
  state: MachineState,
  targets: readonly ServerTarget[],
  onAnswer: (asked: AskedServer) => void = () => {},
): Promise<AskedServer[]> {
  return Promise.all(
    targets.map(async (target) => {
      const asked = remember(machine, state, target, await askServer(machine, state, target));
      onAnswer(asked);
      return asked;
    }),
  );
}

function remember(
  machine: Machine,
  state: MachineState,
  { provider, baseUrl, local, discover }: ServerTarget,
  answer: Discovery,
): AskedServer {
  const cloud = discover.onRefresh === true;
  const facts = { provider: provider.id, name: provider.name, baseUrl, local, cloud };
  const ids = (models: readonly { readonly id: string }[] = []) => models.map(({ id }) => id);
  if ("reason" in answer) {
    const models = ids(machine.discovered.find(provider.id, baseUrl)?.models);
    return { ...facts, answered: false, models, reason: answer.reason };
  }
  const { models } = answer;
  // A service that lists nothing says nothing: what it said the last time is better.
  if (models.length > 0 || !cloud) {
    const seen = { provider: provider.id, baseUrl, at: machine.now(), models };
    machine.discovered.put([seen]);
    if (cloud) keepLines(state, machine.discovered, seen);
  }
  const shipped = state.host.provider(provider.id)?.models ?? [];
  return {
    ...facts,
    answered: true,
    models: ids(models),
    ...(cloud ? compareLive(shipped, models) : {}),
  };
}

async function askServer(
  machine: Machine,
  state: MachineState,
  { provider, baseUrl, discover }: ServerTarget,
): Promise<Discovery> {
  const { config, providers } = state;
  try {
    // Of no model: what it says of the provider is meant.
    const resolved = lookUpModel({ provider: provider.id, model: "*" }, config, providers);
    const engine = requestEngine(machine, state);
    const { candidates } = await listModelCandidates(machine, state, { provider, baseUrl }, {});
    const question = {
      ...{ resolved, discover },
      codec: await findCodec(machine, state, resolved.api, provider.id),
      candidates: candidates.length > 0 ? candidates : [nobody],
      loaded: await engine.loadCode?.(resolved),
      known: machine.discovered.find(provider.id, baseUrl)?.models,
    };
    // Loading what it takes to ask is not the server's time.
    const signal = AbortSignal.timeout(discover.onRefresh ? CLOUD_DEADLINE : DEADLINE);
    return await listVendorModels({ ...question, signal }, engine);
  } catch (error) {
    // Of one server; the others are asked all the same.
    if (!MayrosError.isInstance(error)) throw error;
    return { reason: error.message };
  }
}

/** Some list their models to everybody. */
const nobody = { credential: undefined, source: { kind: "none", name: "no key" } } as const;
