// The names of this codec. The namespace is the key that programs written for the AI SDK use in
// `providerOptions`, so it stays the same for every provider that speaks this wire.
export const api = "openai-completions";
export const namespace = "openai";
/** The same, of programs written for the AI SDK's package for everybody else's servers. */
export const compatibleNamespace = "openaiCompatible";
