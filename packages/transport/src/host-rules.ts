// Decides where a request may go, so that neither a config nor a name that resolves somewhere else
// carries a credential in the clear or to a cloud's metadata service. Pure; asked twice: with the
// URL before a connection is made, and with the resolved address when it is.
import { BlockList } from "node:net";

/** Why the host is refused; undefined when it is allowed. */
export type Refusal = string | undefined;

const METADATA_NAMES = new Set([
  "instance-data",
  "instance-data.ec2.internal",
  "metadata",
  "metadata.azure.internal",
  "metadata.goog",
  "metadata.google.internal",
  "metadata.tencentyun.com",
]);

// BlockList sees IPv4-mapped IPv6 addresses as what they map to; the other embeddings are listed.
const metadata = createBlockList([
  "169.254.0.0/16", // link-local: AWS, Google, Azure, Oracle, ...
  "100.100.100.200/32", // Alibaba
  "168.63.129.16/32", // Azure's host agent
  "192.0.0.192/32", // Oracle
  "fe80::/10",
  "fd00:ec2::254/128", // AWS
  "fd20:ce::254/128", // Google
  "::a9fe:0/112", // IPv4-compatible
  "64:ff9b::a9fe:0/112", // NAT64
  "2002:a9fe::/32", // 6to4
]);
const nowhere = createBlockList([
  "0.0.0.0/8",
  "::/128",
  "224.0.0.0/4",
  "255.255.255.255/32",
  "ff00::/8",
]);
const loopback = createBlockList(["127.0.0.0/8", "::1/128"]);
const privateRanges = createBlockList([
  "10.0.0.0/8",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "100.64.0.0/10", // carrier-grade NAT; Tailscale
  "fc00::/7",
]);

/** What can be said from the URL alone. Odd spellings of addresses were undone by the URL parser. */
export function refuseUrl(url: URL): Refusal {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    return `${url.protocol.slice(0, -1)} URLs are not supported: only http and https`;
  }
  if (url.username !== "" || url.password !== "") {
    return `the URL of ${url.hostname} holds a user name or password`;
  }
  const host = hostOf(url);
  if (familyOf(host) !== undefined) return refuseAddress(host, url.protocol);
  if (METADATA_NAMES.has(host.replace(/\.$/, "").toLowerCase())) {
    return `${host} is the name of a cloud metadata service`;
  }
  return undefined;
}

/** What can be said of the address that the connection would be made to. */
export function refuseAddress(address: string, protocol: string): Refusal {
  if (contains(metadata, address)) return `${address} is a link-local or metadata address`;
  if (contains(nowhere, address)) return `${address} is not the address of one host`;
  const local = contains(loopback, address) || contains(privateRanges, address);
  if (protocol === "http:" && !local) {
    return `${address} is a public address: plain http would show the key to everyone on the way`;
  }
  return undefined;
}

/** localhost and the loopback addresses: never reached through a proxy. */
export function isLoopbackHost(host: string): boolean {
  const name = host.replace(/\.$/, "");
  if (familyOf(name) !== undefined) return contains(loopback, name);
  return name === "localhost" || name.endsWith(".localhost");
}

/** The host name or address without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, "$1");
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address.replace(/%.*$/, ""), familyOf(address) ?? "ipv4");
}

/**
 * undefined for a name. The URL parser and the resolver write addresses in one way only, so a glance
 * tells; `net.isIP` compiles an expression that takes 8 ms of every start.
 */
export function familyOf(host: string): "ipv4" | "ipv6" | undefined {
  if (host.includes(":")) return "ipv6";
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? "ipv4" : undefined;
}

function createBlockList(subnets: string[]): BlockList {
  const list = new BlockList();
  for (const subnet of subnets) {
    const [address = "", width] = subnet.split("/");
    list.addSubnet(address, Number(width), familyOf(address));
  }
  return list;
}
