// `mayros models image-fallbacks remove`: one model less to try after the image model.
import type { Command } from "../../../command.ts";
import { removeFallbackCommand } from "../../../fallback-commands.ts";

export const command: Command = removeFallbackCommand("image-fallbacks");
