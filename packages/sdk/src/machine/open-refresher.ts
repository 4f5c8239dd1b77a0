// What refreshes stored logins, in a file of its own: a request with a key, and a list, do without.
export { openRefresher } from "@mayros/credentials";
