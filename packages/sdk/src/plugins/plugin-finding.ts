// Something that is wrong with plugins, or with what the config says of them.
export interface PluginFinding {
  /** `error`: something that the config wants does not work. */
  readonly severity: "error" | "warning" | "note";
  readonly message: string;
  /** A command that mends it. */
  readonly fix?: string;
}
