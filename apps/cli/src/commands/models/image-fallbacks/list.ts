// `mayros models image-fallbacks list`: what is tried after the image model.
import type { Command } from "../../../command.ts";
import { listFallbacksCommand } from "../../../fallback-commands.ts";

export const command: Command = listFallbacksCommand("image-fallbacks");
