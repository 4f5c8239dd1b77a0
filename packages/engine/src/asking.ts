// One request, as the loops over models and candidates carry it along.
import type { EngineDependencies } from "./engine-dependencies.ts";
import type { Operation, RequestOptions } from "./operation.ts";

/** What stays the same whichever model is asked. */
export interface Asking {
  readonly operation: Operation;
  readonly options: RequestOptions;
  readonly dependencies: EngineDependencies;
}
