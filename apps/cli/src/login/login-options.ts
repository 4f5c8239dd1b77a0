// The options that every command takes that logs in.
export const loginOptions = {
  "profile-id": {
    type: "string",
    value: "<id>",
    help: "Its name; default <provider>:<e-mail of the account>",
    complete: "profile",
  },
  "set-default": { type: "boolean", help: "Make the provider's model the default model" },
  force: { type: "boolean", help: "Replace a profile that is another account's" },
  "accept-terms": {
    type: "boolean",
    help: "Agree to what is said of an unofficial login, unasked",
  },
  "no-browser": { type: "boolean", help: "Open no browser; print the link" },
} as const;

export interface GivenLoginOptions {
  readonly "profile-id"?: string | undefined;
  readonly "set-default"?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly "accept-terms"?: boolean | undefined;
  readonly "no-browser"?: boolean | undefined;
}
