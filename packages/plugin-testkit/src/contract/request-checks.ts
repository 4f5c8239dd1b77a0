export function requestChecks(): [] {
  return [];
}
