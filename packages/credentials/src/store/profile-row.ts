// Profiles as rows of auth.db and back.
import { isRecord } from "@mayros/config";
import {
  type Credential,
  type CredentialType,
  MayrosError,
  maskSecret,
  type SecretReference,
} from "@mayros/core";
import type { Profile, ProfileSummary } from "../profile.ts";

/** Columns that came later are missing in a file that nobody wrote since. */
export interface ProfileRow {
  readonly id: string;
  readonly provider: string;
  readonly type: string;
  readonly secret: string;
  readonly refresh: string | null;
  readonly expires_at: number | null;
  readonly account_id: string | null;
  readonly email: string | null;
  readonly extras: string | null;
  readonly key_id: string | null;
  readonly method?: string | null;
  readonly base_url?: string | null;
  readonly reference?: string | null;
  readonly refreshed_at?: number | null;
  readonly dead_reason?: string | null;
  readonly dead_at?: number | null;
  readonly fields?: string | null;
  readonly revision: number;
  readonly created_at: number;
  readonly updated_at: number;
}

type Fields = Readonly<Record<string, string>>;

/** The columns that hold a credential. */
export type CredentialColumns = Pick<
  ProfileRow,
  | "type"
  | "secret"
  | "refresh"
  | "expires_at"
  | "account_id"
  | "email"
  | "base_url"
  | "extras"
  | "fields"
>;

export function toColumns(credential: Credential): CredentialColumns {
  const columns = {
    type: credential.type,
    refresh: null,
    expires_at: null,
    account_id: null,
    email: null,
    base_url: null,
    extras: null,
    fields: credential.type === "oauth" ? null : fieldsText(credential.fields),
  };
  switch (credential.type) {
    case "api-key":
      return { ...columns, secret: credential.key };
    case "token":
      return { ...columns, secret: credential.token, expires_at: credential.expiresAt ?? null };
    case "oauth":
      return {
        ...columns,
        secret: credential.access,
        refresh: credential.refresh ?? null,
        expires_at: credential.expiresAt ?? null,
        account_id: credential.accountId ?? null,
        email: credential.email ?? null,
        base_url: credential.baseUrl ?? null,
        extras: credential.extras ? JSON.stringify(credential.extras) : null,
      };
  }
}

function fieldsText(fields: Fields = {}): string | null {
  return Object.keys(fields).length === 0 ? null : JSON.stringify(fields);
}

export function toProfile(row: ProfileRow): Profile {
  return {
    id: row.id,
    provider: row.provider,
    credential: toCredential(row),
    revision: row.revision,
    ...referenceFact(row),
    ...commonFacts(row),
  };
}

export function toSummary(row: ProfileRow): ProfileSummary {
  return {
    id: row.id,
    provider: row.provider,
    type: row.type as CredentialType,
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at }),
    ...(row.refresh === null ? {} : { renewable: true }),
    ...commonFacts(row),
    ...referenceFact(row),
    ...fieldsFact(row),
    ...(row.key_id === null ? {} : { sealed: true }),
    hint: row.key_id === null && row.reference == null ? maskSecret(row.secret) : "...",
  };
}

/** Of a secret that stands elsewhere. */
export function emptyCredential(type: "api-key" | "token", fields: Fields = {}): Credential {
  return type === "api-key" ? { type, key: "", fields } : { type, token: "", fields };
}

function referenceFact(row: ProfileRow): { reference?: SecretReference } {
  if (row.reference == null) return {};
  const reference: unknown = parseJson(row, row.reference);
  if (row.type === "oauth" || !isReference(reference)) throw unreadableRow(row);
  return { reference };
}

function isReference(value: unknown): value is SecretReference {
  if (typeof value !== "object" || value === null) return false;
  const { source, id, provider } = value as Readonly<Record<string, unknown>>;
  if (typeof id !== "string") return false;
  return (
    source === "env" || (["file", "exec"].includes(String(source)) && typeof provider === "string")
  );
}

function commonFacts(row: ProfileRow) {
  const { method, refreshed_at, dead_reason, dead_at } = row;
  return {
    ...(method == null ? {} : { method }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(refreshed_at == null ? {} : { refreshedAt: refreshed_at }),
    ...(dead_reason == null ? {} : { dead: { reason: dead_reason, at: dead_at ?? 0 } }),
  };
}

function toCredential(row: ProfileRow): Credential {
  const expiry = row.expires_at === null ? {} : { expiresAt: row.expires_at };
  if (row.key_id === null) {
    switch (row.type) {
      case "api-key":
        return { type: "api-key", key: row.secret, ...fieldsFact(row) };
      case "token":
        return { type: "token", token: row.secret, ...expiry, ...fieldsFact(row) };
      case "oauth":
        return { type: "oauth", access: row.secret, ...expiry, ...oauthFields(row) };
    }
  }
  throw unreadableRow(row);
}

function fieldsFact(row: ProfileRow): { fields?: Fields } {
  if (row.fields == null) return {};
  const fields: unknown = parseJson(row, row.fields);
  if (!isRecord(fields) || !Object.values(fields).every((value) => typeof value === "string")) {
    throw unreadableRow(row);
  }
  return { fields: fields as Fields };
}

function oauthFields(row: ProfileRow) {
  return {
    ...(row.refresh === null ? {} : { refresh: row.refresh }),
    ...(row.account_id === null ? {} : { accountId: row.account_id }),
    ...(row.email === null ? {} : { email: row.email }),
    ...(row.base_url == null ? {} : { baseUrl: row.base_url }),
    ...(row.extras === null
      ? {}
      : { extras: parseJson(row, row.extras) as Record<string, string> }),
  };
}

function parseJson(row: ProfileRow, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadableRow(row);
  }
}

function unreadableRow({ id }: ProfileRow): MayrosError {
  return new MayrosError(
    "MAYROS_STATE_UNREADABLE",
    `profile ${id} was stored in a way that this version of Mayros cannot read`,
    { hint: "npm install --global mayros@latest", details: { profile: id } },
  );
}
