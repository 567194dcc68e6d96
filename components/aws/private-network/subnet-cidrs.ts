import { check } from "../../shared/check.js";
import { checkPrivateCidr } from "../../shared/cidr.js";

/** Blocks of the subnets in one zone. */
export interface ZoneCidrs {
  readonly privateCidr: string;
  readonly publicCidr: string;
}

/** Docker's own range. @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const DOCKER_RANGE = "172.17.0.0/16";

/** The smallest subnet is a /28. @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const SMALLEST_PREFIX = 28;

/** Throws unless `cidr` is a block that a VPC and its subnets fit in. */
export function checkCidr(arg: string, cidr: string): void {
  checkPrivateCidr(arg, cidr, 16, 24);
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
