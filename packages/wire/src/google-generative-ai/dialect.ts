// What servers differ in that take the same form of a request under another name of the wire.

export interface Dialect {
  /** The wire's name: it stands beside signatures, and is a key of provider options. */
  readonly api: string;
  /** Whether callers can upload files to the server, and name them in a prompt. */
  readonly uploads: boolean;
}
