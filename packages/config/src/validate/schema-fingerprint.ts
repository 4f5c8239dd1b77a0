// Changes whenever the schema does, so that a config which an older schema accepted is checked again.
// The test beside this file computes it from the schema's sources and says what to put here.

export const SCHEMA_FINGERPRINT = "72c48a81448dbe11";
