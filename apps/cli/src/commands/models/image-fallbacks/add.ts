// `mayros models image-fallbacks add`: one more model to try after the image model.
import type { Command } from "../../../command.ts";
import { addFallbackCommand } from "../../../fallback-commands.ts";

export const command: Command = addFallbackCommand("image-fallbacks");
