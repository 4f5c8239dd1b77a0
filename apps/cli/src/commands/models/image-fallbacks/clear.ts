// `mayros models image-fallbacks clear`: nothing to try after the image model.
import type { Command } from "../../../command.ts";
import { clearFallbacksCommand } from "../../../fallback-commands.ts";

export const command: Command = clearFallbacksCommand("image-fallbacks");
