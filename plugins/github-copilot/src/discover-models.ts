// The models that an account may use, as Copilot lists them: which wire each speaks, what it takes, and how much.
// fetchModels in packages/ai/src/auth/oauth/github-copilot.ts of https://github.com/earendil-works/pi;
// https://github.com/microsoft/vscode-copilot-chat, src/platform/endpoint/common/endpointProvider.ts (accessed 2026-11-28)
import type { DiscoverContext, ModelDeclaration } from "@mayros/core";
import { fieldsOf, loginUnavailable, requestJson, textOf } from "@mayros/oauth";
import { API_VERSION } from "./api-version.ts";

/** Rejects with MAYROS_LOGIN_UNAVAILABLE where Copilot refuses, and with what `fetch` rejects with. */
export async function discoverModels(context: DiscoverContext): Promise<ModelDeclaration[]> {
  const { status, body } = await requestJson(context, {
    method: "GET",
    url: `${context.baseUrl.replace(/\/+$/, "")}/models`,
    headers: { "x-github-api-version": API_VERSION },
  });
  if (status >= 400) {
    throw loginUnavailable(`Copilot gave no list of models (${status})`, { sent: true, status });
  }
  return listedModels(body);
}

/** Of those that can be chosen, call tools, and that the account may use. Pure. */
export function listedModels(answer: unknown): ModelDeclaration[] {
  const listed = fieldsOf(answer).data;
  return (Array.isArray(listed) ? listed.map(fieldsOf) : []).flatMap((model) => {
    const { id, name, policy, model_picker_enabled: offered } = model;
    const capabilities = fieldsOf(model.capabilities);
    const supports = fieldsOf(capabilities.supports);
    const may = (textOf(fieldsOf(policy).state) ?? "enabled") === "enabled";
    const chats = (textOf(capabilities.type) ?? "chat") === "chat" && supports.tool_calls !== false;
    if (typeof id !== "string" || offered !== true || !may || !chats) return [];
    const limits = fieldsOf(capabilities.limits);
    const efforts = supports.reasoning_effort;
    const declaration = {
      id,
      name: textOf(name),
      api: apiOf(model.supported_endpoints),
      input: supports.vision === true ? ["text" as const, "image" as const] : ["text" as const],
      reasoning:
        (Array.isArray(efforts) && efforts.length > 0) || supports.adaptive_thinking === true,
      contextWindow: numberOf(limits.max_context_window_tokens),
      maxTokens: numberOf(limits.max_output_tokens),
    };
    return [withoutMissing(declaration)];
  });
}

/** The one that carries most of what a model does; undefined is the provider's own. */
function apiOf(endpoints: unknown): string | undefined {
  const known = Array.isArray(endpoints) ? endpoints : [];
  if (known.includes("/v1/messages")) return "anthropic-messages";
  if (known.includes("/chat/completions")) return undefined;
  return known.includes("/responses") ? "openai-responses" : undefined;
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : undefined;

function withoutMissing(
  declaration: {
    [Field in keyof ModelDeclaration]: ModelDeclaration[Field] | undefined;
  },
): ModelDeclaration {
  return Object.fromEntries(
    Object.entries(declaration).filter(([, value]) => value !== undefined),
  ) as unknown as ModelDeclaration;
}
