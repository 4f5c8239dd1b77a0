// A conversation that the server keeps as a thread: when it goes on, it has the system prompt and the tools that it
// began with, and refuses them as well as other betas.
import type { CallOptions, JSONObject } from "@mayros/core";
import { recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

const OPTION = `providerOptions.${namespace}.thread`;

/** `byContent`: betas that only what this turn says asks for. */
export function inThread(
  body: JSONObject,
  call: CallOptions,
  byContent: readonly string[],
  { warnings }: EncodeContext,
): JSONObject {
  const thread = recordOf(body.thread);
  if (!thread) return body;
  if (byContent.length > 0) {
    warnings.converted(
      OPTION,
      `every turn of a thread needs the same betas: name ${byContent.join(", ")} in all of them`,
    );
  }
  if (thread.type !== "continue") return body;
  if (body.system || call.tools?.length) {
    warnings.converted(
      OPTION,
      "a thread goes on with the system prompt and the tools it began with",
    );
  }
  const { system: _system, tools: _tools, ...rest } = body;
  return rest;
}
