/** A wire format's quirks, by flag; each codec documents and reads its own. */
export type CompatFlags = Record<string, unknown>;
