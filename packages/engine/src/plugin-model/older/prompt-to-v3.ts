// A prompt of specification v4 in the words of v3. Pure.
import type {
  CallOptions,
  LanguageModelV3,
  LanguageModelV4FilePart,
  LanguageModelV4ToolResultOutput,
  Warning,
} from "@mayros/core";

type PromptV3 = Parameters<LanguageModelV3["doGenerate"]>[0]["prompt"];
type OutputV3 = Extract<
  Extract<PromptV3[number], { role: "tool" }>["content"][number],
  { type: "tool-result" }
>["output"];
type PieceV3 = Extract<OutputV3, { type: "content" }>["value"][number];
type Piece = Extract<LanguageModelV4ToolResultOutput, { type: "content" }>["value"][number];
type FileData = LanguageModelV4FilePart["data"];

export function promptToV3(prompt: CallOptions["prompt"]): {
  prompt: PromptV3;
  warnings: Warning[];
} {
  const left = new Set<string>();
  const messages = prompt.map((message) => {
    if (message.role === "system") return message;
    const content = message.content.flatMap((part): unknown[] => {
      switch (part.type) {
        case "file":
          return fileToV3(part, left);
        case "tool-result":
          return [{ ...part, output: outputToV3(part.output, left) }];
        case "custom":
        case "reasoning-file":
          left.add(`${part.type} parts`);
          return [];
        default:
          return [part];
      }
    });
    return { ...message, content };
  });
  const warnings = [...left].map((feature): Warning => ({ type: "unsupported", feature, details }));
  return { prompt: messages as PromptV3, warnings };
}

const details = "a model of specification v3 has no place for it";

function fileToV3(part: LanguageModelV4FilePart, left: Set<string>): unknown[] {
  const { data } = part;
  // A type without its second half stands for all of them; v3 writes a star.
  const mediaType = part.mediaType.includes("/") ? part.mediaType : `${part.mediaType}/*`;
  switch (data.type) {
    case "data":
      return [{ ...part, mediaType, data: data.data }];
    case "url":
      return [{ ...part, mediaType, data: data.url }];
    case "text":
      return [
        { ...part, mediaType: textType(mediaType), data: new TextEncoder().encode(data.text) },
      ];
    case "reference":
      left.add("references to files");
      return [];
  }
}

const textType = (mediaType: string): string => (mediaType === "text/*" ? "text/plain" : mediaType);

function outputToV3(output: LanguageModelV4ToolResultOutput, left: Set<string>): OutputV3 {
  if (output.type !== "content") return output;
  return { ...output, value: output.value.flatMap((piece) => pieceToV3(piece, left)) };
}

function pieceToV3(piece: Piece, left: Set<string>): PieceV3[] {
  if (piece.type === "text") return [piece];
  if (piece.type === "custom") {
    const { providerOptions } = piece;
    return [{ type: "custom", ...(providerOptions === undefined ? {} : { providerOptions }) }];
  }
  const { data, mediaType, filename, providerOptions } = piece;
  const more = providerOptions === undefined ? {} : { providerOptions };
  switch (data.type) {
    case "data": {
      const name = filename === undefined ? {} : { filename };
      return [{ type: "file-data", data: base64(data), mediaType, ...name, ...more }];
    }
    case "url":
      return [{ type: "file-url", url: data.url.toString(), ...more }];
    case "text":
      return [{ type: "text", text: data.text, ...more }];
    case "reference":
      left.add("references to files in tool results");
      return [];
  }
}

function base64({ data }: Extract<FileData, { type: "data" }>): string {
  return typeof data === "string" ? data : Buffer.from(data).toString("base64");
}
