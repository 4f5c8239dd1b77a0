// `mayros models fallbacks clear`: nothing to try after the default model.
import type { Command } from "../../../command.ts";
import { clearFallbacksCommand } from "../../../fallback-commands.ts";

export const command: Command = clearFallbacksCommand("fallbacks");
