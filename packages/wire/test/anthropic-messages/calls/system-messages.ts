// System messages, at the start and within the conversation.
import type { JSONObject } from "@mayros/core";
import type { DifferentialCall } from "../../differential/judge.ts";
import { opus5 } from "../targets.ts";
import { assistant, hosted, type Message, now, system, user, weather } from "./build.ts";

const prompt = (...messages: Message[]): DifferentialCall => ({
  call: { prompt: messages, tools: [weather] },
  target: opus5,
});
const change = (...toolChanges: JSONObject[]): JSONObject => ({ toolChanges });

export const systemCalls: Readonly<Record<string, DifferentialCall>> = {
  "system messages at the start": prompt(system("a"), system("b"), user("c")),
  "system messages on the way": prompt(
    system("a"),
    user("b"),
    system("c"),
    system("d"),
    assistant("e"),
    user("f"),
  ),
  "a first system message on the way": prompt(user("a"), system("b"), user("c")),
  "a system message on the way where none is known": {
    call: { prompt: [system("a"), user("b"), system("c"), user("d")] },
  },
  "a system message for one turn": prompt(
    system("a"),
    user("b"),
    system("c", { clearAt: "next_user_message" }),
  ),
  "effort on the way": prompt(system("a"), user("b"), system("", { effort: "low" })),
  "effort at the start": prompt(system("", { effort: "low" }), user("b")),
  "tools that come and go": prompt(
    system("a"),
    user("b"),
    system(
      "c",
      change(
        { type: "tool_addition", toolName: "weather" },
        { type: "tool_removal", toolName: "weather" },
      ),
    ),
  ),
  "tools that are defined on the way": prompt(
    system("a"),
    user("b"),
    system("", change({ type: "tool_addition", tool: now as unknown as JSONObject })),
    system(
      "",
      change({
        type: "tool_addition",
        tool: hosted("web_search_20250305", "look_up", { maxUses: 2 }) as unknown as JSONObject,
      }),
    ),
  ),
};
