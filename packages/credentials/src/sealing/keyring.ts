// The system's keyring as the sealer sees it: macOS Keychain, Windows Credential Manager, the Secret Service of a
// Linux desktop. Each text in it has a name.

/**
 * `absent`: there is none here. `silent`: it does not answer. `locked`: it wants a person. `failed`: anything else that
 * it says.
 */
export type KeyringTrouble = "absent" | "failed" | "locked" | "silent";

export class KeyringError extends Error {
  override readonly name = "KeyringError";
  readonly trouble: KeyringTrouble;

  /** `message` follows "the keyring" in a sentence. */
  constructor(trouble: KeyringTrouble, message: string) {
    super(message);
    this.trouble = trouble;
  }
}

export interface Keyring {
  /**
   * undefined for a name that it does not have. `patient`: a person may have to unlock it first. Rejects with a
   * KeyringError.
   */
  read(
    names: readonly string[],
    how: { readonly patient: boolean },
  ): Promise<(string | undefined)[]>;
  /** All of them, and reads back whether they are there. Rejects with a KeyringError. */
  write(entries: Readonly<Record<string, string>>): Promise<void>;
}
