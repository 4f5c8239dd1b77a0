// The names of this codec. The namespace is the key that programs written for the AI SDK use in
// `providerOptions`, so it stays the same for every provider that speaks this wire.
export const api = "google-generative-ai";
export const namespace = "google";
