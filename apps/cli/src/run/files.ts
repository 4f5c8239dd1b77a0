// What of `mayros run` reads and writes files: loaded for the options that need it and for no other run.
export { readAttachments, withAttachments } from "./attachments.ts";
export { checkOutput, saveFiles } from "./output.ts";
export { readInputText } from "./read-input-text.ts";
export { readSchema } from "./schema.ts";
