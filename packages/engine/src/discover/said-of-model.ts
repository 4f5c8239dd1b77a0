// What one entry of an OpenAI-style list says, by where vendors say it.
import type { Fields } from "./discovered-model.ts";

/** Where vendors put what they say of one model. */
export interface SaidOfModel {
  readonly record: Fields;
  readonly architecture: Fields | undefined;
  readonly capabilities: Fields | undefined;
  readonly meta: Fields | undefined;
  readonly metadata: Fields | undefined;
  readonly spec: Fields | undefined;
  readonly top: Fields | undefined;
  /** Of a router: who serves it. */
  readonly hosts: readonly Fields[];
  /** Words that it says of the model, wherever. */
  readonly words: ReadonlySet<string>;
}
