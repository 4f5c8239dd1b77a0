// Where servers of this wire write what a model thought. Servers that fill two of them write the same
// text into both.
export const reasoningFields: readonly string[] = [
  "reasoning_content",
  "reasoning",
  "reasoning_text",
];

/** Among the pieces of the content, each with a type. */
export const typedContent = "content";
