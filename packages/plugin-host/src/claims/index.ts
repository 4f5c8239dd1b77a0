// Who may use a name, without anything that reads files.
export { type Claimant, findCollisions } from "./find-collisions.ts";
export { foreignNames } from "./foreign-names.ts";
