// What is compared: every kind of call, by what it tries.
import type { DifferentialCall } from "../differential/judge.ts";
import { optionCalls } from "./calls/options.ts";
import { promptCalls } from "./calls/prompts.ts";
import { serverToolCalls } from "./calls/server-tools.ts";
import { settingCalls } from "./calls/settings.ts";
import { systemCalls } from "./calls/system-messages.ts";
import { toolCalls } from "./calls/tools.ts";

export const calls: Readonly<Record<string, DifferentialCall>> = {
  ...settingCalls,
  ...promptCalls,
  ...systemCalls,
  ...toolCalls,
  ...serverToolCalls,
  ...optionCalls,
};
