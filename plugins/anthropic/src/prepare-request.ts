// What Anthropic wants of a request with a subscription's token: the shape of one by Claude Code. Requests with an
// API key stay as they are. Pure.
// packages/ai/src/api/anthropic-messages.ts of https://github.com/earendil-works/pi and
// internal/runtime/executor/claude_executor_request.go of https://github.com/router-for-me/CLIProxyAPI
// (accessed 2026-11-28)
import type { JSONObject, JSONValue, OutgoingRequest, Session } from "@mayros/core";
import { isSubscriptionToken } from "./is-subscription-token.ts";
import { renameTools } from "./rename-tools.ts";

/** https://www.npmjs.com/package/@anthropic-ai/claude-code (accessed 2026-11-28) */
const CLAUDE_CODE = "2.1.322";

const BETAS = ["claude-code-20250219", "oauth-2025-04-20"];

/** Must be the first text of the system prompt, alone and letter for letter. */
const IDENTITY = "You are Claude Code, Anthropic's official CLI for Claude.";

export function prepareRequest({ token }: Session, outgoing: OutgoingRequest): void {
  if (!isSubscriptionToken(token)) return;
  const { headers } = outgoing;
  // Such a token may stand in the environment, where nothing says that it is no key.
  delete headers["x-api-key"];
  headers.authorization = `Bearer ${token}`;
  const given = (headers["anthropic-beta"] ?? "").split(",").map((beta) => beta.trim());
  headers["anthropic-beta"] = [...new Set([...BETAS, ...given.filter(Boolean)])].join(",");
  headers["user-agent"] = `claude-cli/${CLAUDE_CODE}`;
  headers["x-app"] = "cli";
  const body = outgoing.body();
  body.system = withIdentity(body.system);
  renameTools(body, outgoing);
}

function withIdentity(system: JSONValue | undefined): JSONObject[] {
  const own =
    typeof system === "string"
      ? system === ""
        ? []
        : [{ type: "text", text: system }]
      : Array.isArray(system)
        ? (system as JSONObject[])
        : [];
  return own[0]?.text === IDENTITY ? own : [{ type: "text", text: IDENTITY }, ...own];
}
