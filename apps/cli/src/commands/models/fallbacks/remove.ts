// `mayros models fallbacks remove`: one model less to try after the default model.
import type { Command } from "../../../command.ts";
import { removeFallbackCommand } from "../../../fallback-commands.ts";

export const command: Command = removeFallbackCommand("fallbacks");
