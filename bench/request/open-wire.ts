// All that asking one wire takes, without a network: its codec, a model that speaks it, a call, and an
// answer of 200 words.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CallOptions, type Codec, withModelDefaults } from "@mayros/core";
import type { ResolvedModel } from "../../packages/catalog/src/index.ts";
import {
  type EngineDependencies,
  type ModelCall,
  noMemory,
  type RunHandle,
  run,
  type StartRun,
  targetOf,
} from "../../packages/engine/src/index.ts";
import { codecs } from "../../packages/wire/src/index.ts";
import { replaySend } from "./replay.ts";
import { stretchAnswer } from "./stretch-answer.ts";

export const WORDS = 200;

export interface Wire {
  readonly codec: Codec;
  readonly resolved: ResolvedModel;
  readonly pieces: readonly Uint8Array[];
  /** The engine, with one key and the answer for a network. */
  readonly ask: StartRun;
}

export const call: CallOptions = {
  prompt: [
    { role: "system", content: "You answer in one paragraph." },
    { role: "user", content: [{ type: "text", text: "Say hello in 200 words." }] },
  ],
  maxOutputTokens: 1024,
};

const wires = join(import.meta.dirname, "../../packages/wire/src");

export async function openWire(api: string): Promise<Wire> {
  const codec = await codecs[api]?.();
  if (!codec) throw new Error(`no wire is called ${api}`);
  const resolved = modelOf(api);
  const recorded = readFileSync(join(wires, api, "__fixtures__/text.txt"), "utf8");
  const pieces = stretchAnswer(recorded, WORDS, codec, targetOf(resolved));
  const dependencies: EngineDependencies = {
    send: replaySend(pieces),
    loadCodec: async () => codec,
    loadCode: async () => undefined,
    listCandidates: async () => [
      {
        credential: { type: "api-key", key: "bench" },
        source: { kind: "env", name: "BENCH_API_KEY" },
      },
    ],
    memory: noMemory,
    now: Date.now,
  };
  const chain = [{ name: "bench/m", resolve: () => resolved }] as const;
  const ask = (asked: ModelCall, sink: Parameters<StartRun>[1]): RunHandle =>
    run(chain, asked, sink, dependencies);
  return { codec, resolved, pieces, ask };
}

function modelOf(api: string): ResolvedModel {
  const baseUrl = "https://bench.example/v1";
  const provider = {
    id: "bench",
    name: "Bench",
    api,
    baseUrl,
    ownBaseUrl: false,
    baseUrls: [],
    nextHostOn: [],
    authMethods: [],
    headers: {},
    authHeader: false,
    compat: {},
    keyPrefix: "BENCH",
    extraKeys: [],
    keyless: false,
    models: [],
  };
  const model = withModelDefaults({ id: "m" });
  const ref = { provider: "bench", model: "m" };
  const settled = { ownBaseUrl: false, headers: {}, compat: {}, known: true };
  return { ref, provider, model, api, baseUrl, ...settled };
}
