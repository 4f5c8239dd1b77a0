// Which save of a profile is meant. The revision alone does not say it: it counts from 1 again when a profile is
// removed and logged in anew.
import type { Profile } from "../profile.ts";

export type StoredAs = Pick<Profile, "createdAt" | "id" | "revision">;

export function isStoredAs(profile: StoredAs, other: StoredAs): boolean {
  return (
    profile.id === other.id &&
    profile.revision === other.revision &&
    profile.createdAt === other.createdAt
  );
}
