import { check } from "../../shared/check.js";

/** Blocks of the subnets in one zone. */
export interface ZoneCidrs {
  readonly privateCidr: string;
  readonly publicCidr: string;
}

const SHAPE = /^((?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2}))\/(1[6-9]|2[0-4])$/;

/** @see https://www.rfc-editor.org/rfc/rfc1918 */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Docker's own range. @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const DOCKER_RANGE = "172.17.0.0/16";

/** The smallest subnet is a /28. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const SMALLEST_PREFIX = 28;

/** Throws unless `cidr` is a block that a VPC and its subnets fit in. */
export function checkCidr(arg: string, cidr: string): void {
  const addresses = cidr.split("/")[0]?.split(".").map(Number) ?? [];
  check(
    SHAPE.test(cidr) &&
      addresses.every((part) => part <= 255) &&
      PRIVATE_RANGES.some((range) => contains(range, cidr)) &&
      format(parse(cidr).start, parse(cidr).prefix) === cidr,
    `'${arg}' must be a private IPv4 block of /16 to /24 on its own boundary, such as 10.20.0.0/16, got "${cidr}"`,
  );
  check(
    !contains(DOCKER_RANGE, cidr),
    `'${arg}' must not be in ${DOCKER_RANGE}, which SageMaker and Docker use in their machines, got "${cidr}"`,
  );
}

/**
 * Blocks for the subnets of one zone out of up to three: a quarter of `cidr` for the private one, and from the last
 * quarter a 256th of `cidr`, at least 16 addresses, for the public one. They do not depend on how many zones there are,
 * so that adding a zone or a NAT gateway replaces no subnet.
 *
 * @param cidr a block that {@link checkCidr} accepts
 * @param place the zone's place, from 0 to 2
 */
export function zoneCidrs(cidr: string, place: number): ZoneCidrs {
  const { start, prefix } = parse(cidr);
  const privatePrefix = prefix + 2;
  const publicPrefix = Math.min(prefix + 8, SMALLEST_PREFIX);
  const quarter = size(privatePrefix);
  return {
    privateCidr: format(start + place * quarter, privatePrefix),
    publicCidr: format(start + 3 * quarter + place * size(publicPrefix), publicPrefix),
  };
}

function size(prefix: number): number {
  return 2 ** (32 - prefix);
}

/** First address of the block that `cidr` lies in, and the block's prefix. */
function parse(cidr: string): { start: number; prefix: number } {
  const [address = "", bits = ""] = cidr.split("/");
  const number = address.split(".").reduce((value, part) => value * 256 + Number(part), 0);
  const prefix = Number(bits);
  return { start: number - (number % size(prefix)), prefix };
}

function contains(range: string, cidr: string): boolean {
  const outer = parse(range);
  const inner = parse(cidr);
  return inner.start >= outer.start && inner.start < outer.start + size(outer.prefix);
}

function format(start: number, prefix: number): string {
  const parts = [24, 16, 8, 0].map((bits) => Math.floor(start / 2 ** bits) % 256);
  return `${parts.join(".")}/${prefix}`;
}
