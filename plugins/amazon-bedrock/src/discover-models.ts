// The models that an account's region has: those that can be asked by their own id, and those that are asked through a
// profile of several regions (`us.`, `eu.`, `global.`).
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html (accessed 2026-11-28)
import {
  MayrosError,
  type ModelDeclaration,
  type RequestContext,
  type Session,
} from "@mayros/core";
import { given } from "./aws-profile.ts";
import { DEFAULT_REGION, findRegion, listHost } from "./aws-region.ts";
import { findCredentials } from "./find-credentials.ts";
import { credentialsOf, signGet } from "./sign-request.ts";

/** AWS does not say how much a model takes; these are what its smallest ones do. */
const UNKNOWN = { contextWindow: 32_000, maxTokens: 4_096 };
const MOST_PAGES = 10;

interface FoundationModel {
  readonly modelArn?: string;
  readonly modelId?: string;
  readonly modelName?: string;
  readonly inputModalities?: readonly string[];
  readonly outputModalities?: readonly string[];
  readonly inferenceTypesSupported?: readonly string[];
  readonly responseStreamingSupported?: boolean;
  readonly modelLifecycle?: { readonly status?: string };
}

interface InferenceProfile {
  readonly inferenceProfileId?: string;
  readonly inferenceProfileName?: string;
  readonly status?: string;
  readonly models?: readonly { readonly modelArn?: string }[];
}

type Get = (path: string) => Promise<Record<string, unknown>>;

/** Rejects with MAYROS_PROVIDER_ERROR where AWS refuses, and with what `fetch` rejects with. */
export async function discoverModels(
  context: RequestContext & { readonly session?: Session },
): Promise<ModelDeclaration[]> {
  const get = await getter(context);
  const listed = await get("/foundation-models?byOutputModality=TEXT");
  const models = (listed.modelSummaries ?? []) as FoundationModel[];
  const profiles = await inferenceProfiles(get);
  return toDeclarations(models, profiles);
}

/** Pure. */
export function toDeclarations(
  models: readonly FoundationModel[],
  profiles: readonly InferenceProfile[],
): ModelDeclaration[] {
  const chats = models.filter(isChat);
  const byName = new Map(chats.map((model) => [nameOf(model.modelArn), model]));
  const own = chats.flatMap((model) =>
    model.modelId !== undefined && model.inferenceTypesSupported?.includes("ON_DEMAND")
      ? [declarationOf(model.modelId, model.modelName, model)]
      : [],
  );
  const across = profiles.flatMap((profile) => {
    const { inferenceProfileId: id, inferenceProfileName: name, status } = profile;
    const model = byName.get(nameOf(profile.models?.[0]?.modelArn));
    return id === undefined || status !== "ACTIVE" || !model
      ? []
      : [declarationOf(id, name, model)];
  });
  return [...own, ...across];
}

const isChat = (model: FoundationModel): boolean =>
  model.responseStreamingSupported === true &&
  model.outputModalities?.includes("TEXT") === true &&
  model.modelLifecycle?.status !== "LEGACY";

/** `arn:aws:bedrock:us-east-1::foundation-model/<name>`: the region in it differs. */
const nameOf = (arn: string | undefined): string => arn?.split("/").at(-1) ?? "";

function declarationOf(
  id: string,
  name: string | undefined,
  { inputModalities = [] }: FoundationModel,
): ModelDeclaration {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    input: inputModalities.includes("IMAGE") ? ["text", "image"] : ["text"],
    ...UNKNOWN,
  };
}

/** An account that may not list them has its models all the same. */
async function inferenceProfiles(get: Get): Promise<InferenceProfile[]> {
  const found: InferenceProfile[] = [];
  let next = "";
  for (let page = 0; page < MOST_PAGES; page++) {
    const more = next === "" ? "" : `&nextToken=${encodeURIComponent(next)}`;
    const answer = await get(`/inference-profiles?maxResults=1000${more}`).catch(
      (error: unknown) => {
        if (MayrosError.isInstance(error) && error.code === "MAYROS_PROVIDER_ERROR") return {};
        throw error;
      },
    );
    const { inferenceProfileSummaries, nextToken } = answer as Record<string, unknown>;
    found.push(...((inferenceProfileSummaries ?? []) as InferenceProfile[]));
    if (typeof nextToken !== "string" || nextToken === "") break;
    next = nextToken;
  }
  return found;
}

async function getter(context: RequestContext & { readonly session?: Session }): Promise<Get> {
  const { config, env, session, fetch, signal } = context;
  const region = (await findRegion(context)) ?? DEFAULT_REGION;
  const host = (given(config.listUrl) ?? listHost(region)).replace(/\/+$/, "");
  const bearer = session && !session.signing ? session.token : given(env.AWS_BEARER_TOKEN_BEDROCK);
  const credentials =
    credentialsOf(session) ??
    (bearer === undefined ? await findCredentials(context, region) : undefined);
  return async (path) => {
    const url = `${host}${path}`;
    const headers = credentials
      ? await signGet(url, region, credentials)
      : { authorization: `Bearer ${bearer}` };
    const response = await fetch(url, {
      headers: { ...headers, accept: "application/json" },
      signal,
    });
    if (response.ok) return (await response.json()) as Record<string, unknown>;
    await response.body?.cancel();
    throw new MayrosError("MAYROS_PROVIDER_ERROR", `AWS answered ${response.status} to ${path}`);
  };
}
