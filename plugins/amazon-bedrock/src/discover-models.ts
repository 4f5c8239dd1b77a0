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
import { DEFAULT_REGION, listHost } from "./aws-region.ts";
import { credentialsOf, signGet } from "./sign-request.ts";

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

type Asked = Pick<RequestContext, "config" | "fetch" | "signal"> & { readonly session?: Session };
type Get = (path: string) => Promise<Record<string, unknown>>;

/** Rejects with MAYROS_PROVIDER_ERROR where AWS refuses, and with what `fetch` rejects with. */
export async function discoverModels(context: Asked): Promise<ModelDeclaration[]> {
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

/** AWS does not say how much a model takes, nor what it costs. */
function declarationOf(
  id: string,
  name: string | undefined,
  { inputModalities = [] }: FoundationModel,
): ModelDeclaration {
  return {
    id,
    ...(name === undefined ? {} : { name }),
    input: inputModalities.includes("IMAGE") ? ["text", "image"] : ["text"],
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

async function getter({ config, session, fetch, signal }: Asked): Promise<Get> {
  const region = session?.extras?.region ?? DEFAULT_REGION;
  const host = (given(config.listUrl) ?? listHost(region)).replace(/\/+$/, "");
  const credentials = credentialsOf(session);
  return async (path) => {
    const url = `${host}${path}`;
    // A key is put in by `fetch`.
    const signed = credentials ? await signGet(url, region, credentials) : {};
    const headers = { ...signed, accept: "application/json" };
    const response = await fetch(url, { headers, signal });
    if (response.ok) return (await response.json()) as Record<string, unknown>;
    await response.body?.cancel();
    throw new MayrosError("MAYROS_PROVIDER_ERROR", `AWS answered ${response.status} to ${path}`);
  };
}
