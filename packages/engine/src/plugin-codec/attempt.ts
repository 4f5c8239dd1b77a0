// How a piece of a plugin's work is run.

/** Runs a piece of the plugin's work. Throws MAYROS_PLUGIN_FAILED, and what is an error of ours as it is. */
export type Attempt = <Result>(
  what: string,
  work: () => Result,
  secrets?: readonly string[],
) => Result;
