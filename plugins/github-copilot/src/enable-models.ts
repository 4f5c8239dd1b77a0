// Some models wait for the person to agree to their vendor's terms: choosing Copilot's models here is that. All of
// it is a courtesy: a login never fails for it, and what can't be enabled now can be at github.com.
// packages/ai/src/auth/oauth/github-copilot.ts of https://github.com/earendil-works/pi (accessed 2026-11-28)
import type { LoginContext, Session } from "@mayros/core";
import { fieldsOf, requestJson } from "@mayros/oauth";
import { API_VERSION } from "./api-version.ts";
import { editorHeaders } from "./editor-headers.ts";

export async function enableModels(session: Session, context: LoginContext): Promise<void> {
  const baseUrl = session.baseUrl ?? context.oauth.apiBaseUrl;
  if (baseUrl === undefined) return;
  const headers = { ...editorHeaders, authorization: `Bearer ${session.token}` };
  const enabled: string[] = [];
  try {
    const { body } = await requestJson(context, {
      method: "GET",
      url: `${baseUrl}/models`,
      headers: { ...headers, "x-github-api-version": API_VERSION },
    });
    for (const id of waitingModels(body)) {
      const { status } = await requestJson(context, {
        method: "POST",
        url: `${baseUrl}/models/${encodeURIComponent(id)}/policy`,
        headers: {
          ...headers,
          "openai-intent": "chat-policy",
          "x-interaction-type": "chat-policy",
        },
        json: { state: "enabled" },
      });
      if (status < 300) enabled.push(id);
    }
  } catch (error) {
    // A 429 ends here, too: the others would get one as well.
    if (context.signal.aborted) throw error;
    context.log(
      "not all models could be enabled: see https://github.com/settings/copilot/features",
    );
  }
  if (enabled.length > 0) context.ui.note(`Enabled for your account: ${enabled.join(", ")}`);
}

/** Those that are offered, can call tools, and whose terms nobody has agreed to or refused. */
export function waitingModels(answer: unknown): string[] {
  const listed = fieldsOf(answer).data;
  const models = Array.isArray(listed) ? listed.map(fieldsOf) : [];
  return models.flatMap(({ id, policy, capabilities, model_picker_enabled: offered }) => {
    const tools = fieldsOf(fieldsOf(capabilities).supports).tool_calls;
    const waits = fieldsOf(policy).state === "unconfigured" && offered === true && tools !== false;
    return waits && typeof id === "string" ? [id] : [];
  });
}
