// `mayros models fallbacks list`: what is tried after the default model.
import type { Command } from "../../../command.ts";
import { listFallbacksCommand } from "../../../fallback-commands.ts";

export const command: Command = listFallbacksCommand("fallbacks");
