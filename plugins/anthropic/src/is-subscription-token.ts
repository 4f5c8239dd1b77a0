// How a subscription's token is told from an API key. Alone in its file: every request asks it. Pure.

/** Wherever it comes from, a key that begins like this is one. */
export const isSubscriptionToken = (secret: string): boolean => secret.startsWith("sk-ant-oat");
