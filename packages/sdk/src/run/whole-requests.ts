// Embeddings and token counts with the keys and logins of this machine. One model is asked and no other:
// vectors and counts of two models can't be compared.
import { type ResolvedModel, resolveModel } from "@mayros/catalog";
import {
  type CallOptions,
  type Codec,
  type EmbedAnswer,
  type EmbedCall,
  MayrosError,
  type SupportedUrls,
} from "@mayros/core";
import { askWhole, type RequestOptions, targetOf, type WholeAnswer } from "@mayros/engine";
import type { Machine } from "../machine/open-machine.ts";
import { loneModel } from "./request-chain.ts";
import { findCodec, requestEngine } from "./request-engine.ts";
import { takeProfile } from "./take-profile.ts";
import type { Told, ToldRequest } from "./tell-events.ts";

export interface EmbedRequest extends EmbedCall, Omit<RequestOptions, "onEvent">, ToldRequest {
  readonly abortSignal?: AbortSignal;
  /** Ref or alias. */
  readonly model: string;
}

export interface CountTokensRequest
  extends CallOptions,
    Omit<RequestOptions, "onEvent">,
    ToldRequest {
  readonly abortSignal?: AbortSignal;
  /** Ref or alias; the default model where absent. */
  readonly model?: string | undefined;
}

/** Throws MAYROS_OPERATION_UNSUPPORTED where the model's wire format has no embeddings. */
export async function embed(
  machine: Machine,
  request: Told<EmbedRequest>,
): Promise<WholeAnswer<EmbedAnswer>> {
  const state = await machine.state();
  const asked = await takeProfile(machine, state, request);
  return askWhole(
    loneModel(machine, state, asked.model),
    { call: asked, what: "embeddings", operationOf: ({ operations }) => operations.embed },
    requestEngine(machine, state),
  );
}

/** Throws MAYROS_OPERATION_UNSUPPORTED where the model's wire format can't count. */
export async function countTokens(
  machine: Machine,
  request: Told<CountTokensRequest>,
): Promise<WholeAnswer<number>> {
  const state = await machine.state();
  const asked = await takeProfile(machine, state, request);
  return askWhole(
    loneModel(machine, state, asked.model),
    {
      call: asked,
      what: "a token count",
      operationOf: ({ operations }) => operations.countTokens,
    },
    requestEngine(machine, state),
  );
}

/** Most texts in one request; undefined where there is no limit, and for a model that can't be asked. */
export async function maxTexts(machine: Machine, model: string): Promise<number | undefined> {
  const found = await lookUp(machine, model);
  return found?.codec.operations.embed?.maxTexts;
}

/**
 * Empty for a model that can't be asked: the request itself says why. And for one that a plugin makes: what it takes
 * is known when it is made, and bytes are right for every model.
 */
export async function supportedUrls(machine: Machine, model: string): Promise<SupportedUrls> {
  const found = await lookUp(machine, model);
  return found && !found.byPlugin ? found.codec.supportedUrls(targetOf(found.resolved)) : {};
}

interface Found {
  readonly codec: Codec;
  readonly resolved: ResolvedModel;
  /** A plugin makes the model: no codec is asked. */
  readonly byPlugin: boolean;
}

async function lookUp(machine: Machine, model: string): Promise<Found | undefined> {
  try {
    const state = await machine.state();
    const { config, providers } = state;
    const asked = await takeProfile(machine, state, { model });
    const resolved = resolveModel(asked.model, config, providers);
    const loaded = await requestEngine(machine, state).loadCode?.(resolved);
    const codec = await findCodec(machine, state, resolved.api, resolved.provider.id);
    const byPlugin = loaded?.code.createLanguageModel !== undefined;
    return { codec, resolved, byPlugin };
  } catch (error) {
    if (MayrosError.isInstance(error)) return undefined;
    throw error;
  }
}
