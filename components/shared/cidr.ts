import { BlockList } from "node:net";
import { check } from "./check.js";

/** Private IPv4 addresses. @see https://www.rfc-editor.org/rfc/rfc1918 */
const PRIVATE = new BlockList();
PRIVATE.addSubnet("10.0.0.0", 8);
PRIVATE.addSubnet("172.16.0.0", 12);
PRIVATE.addSubnet("192.168.0.0", 16);

/** Throws unless `cidr` is a block of private IPv4 addresses on its own boundary, with a prefix in `min`..`max`. */
export function checkPrivateCidr(arg: string, cidr: string, min: number, max: number): void {
  const [first, last, prefix] = blockOf(cidr);
  check(
    prefix >= min && prefix <= max && `${first}/${prefix}` === cidr && PRIVATE.check(first) && PRIVATE.check(last),
    `'${arg}' must be a private IPv4 block of /${min} to /${max} on its own boundary, such as 10.20.0.0/16, ` +
      `got ${JSON.stringify(cidr)}`,
  );
}

/** The two halves of the block that `cidr` lies in. */
export function halvesOf(cidr: string): [lower: string, upper: string] {
  const [first, , prefix] = blockOf(cidr);
  const upper = format(numberOf(first) + 2 ** (31 - prefix));
  return [`${first}/${prefix + 1}`, `${upper}/${prefix + 1}`];
}

/** First and last address of the block that `cidr` lies in, and the block's prefix. */
function blockOf(cidr: string): [string, string, number] {
  const [address = "", bits = ""] = cidr.split("/");
  const prefix = Number(bits);
  const size = 2 ** (32 - prefix);
  const number = numberOf(address);
  const start = number - (number % size);
  return [format(start), format(start + size - 1), prefix];
}

function numberOf(address: string): number {
  return address.split(".").reduce((value, part) => value * 256 + Number(part), 0);
}

function format(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}
