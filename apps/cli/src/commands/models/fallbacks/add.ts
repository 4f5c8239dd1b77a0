// `mayros models fallbacks add`: one more model to try after the default model.
import type { Command } from "../../../command.ts";
import { addFallbackCommand } from "../../../fallback-commands.ts";

export const command: Command = addFallbackCommand("fallbacks");
