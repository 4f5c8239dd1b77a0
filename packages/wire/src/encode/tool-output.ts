// The result of a tool call in the forms that wires know: text, and files beside it.
import type { LanguageModelV4ToolResultOutput } from "@mayros/core";

type ContentOutput = Extract<LanguageModelV4ToolResultOutput, { type: "content" }>;
export type ToolOutputPart = ContentOutput["value"][number];

/** Every kind of result but `content` is one text. */
export function toolOutputText(
  output: Exclude<LanguageModelV4ToolResultOutput, ContentOutput>,
): string {
  switch (output.type) {
    case "text":
    case "error-text":
      return output.value;
    case "json":
    case "error-json":
      return JSON.stringify(output.value);
    case "execution-denied":
      return output.reason ?? "Tool call execution denied.";
  }
}

/** Whether the tool failed, for wires that say so. */
export function isToolError(output: LanguageModelV4ToolResultOutput): boolean {
  return (
    output.type === "error-text" ||
    output.type === "error-json" ||
    output.type === "execution-denied"
  );
}
