// The calls whose requests must equal those of the AI SDK.
import { hostedCalls } from "./calls/hosted-calls.ts";
import { promptCalls } from "./calls/prompt-calls.ts";
import { settingCalls } from "./calls/setting-calls.ts";

export const calls = { ...settingCalls, ...promptCalls, ...hostedCalls };
