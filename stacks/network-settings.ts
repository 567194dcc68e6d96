import * as z from "zod";
import { awsId, computeName, type Target } from "./native-settings.js";
import { always, choice, integer, list, mapping, privateCidr, text } from "./setting-types.js";

/** A network that exists, in the words that the clouds share. */
export interface ExistingNetwork {
  /** The network's native id: a VPC's on AWS, `projects/…/global/networks/…` on Google Cloud. */
  readonly networkId: string;
  /** Native ids of its private subnets; one on Google Cloud. */
  readonly subnetIds: [string, ...string[]];
}

const aws = {
  vpcId: text(awsId("vpc")).describe("On aws, id of the VPC, such as vpc-0a1b2c3d4e5f67890."),
  subnetIds: list(text(awsId("subnet")), "subnet ids", 16).describe(
    "On aws, ids of its private subnets, in different zones.",
  ),
};

const gcp = {
  networkId: text(computeName("global/networks", "my-network")).describe(
    "On gcp, name of the VPC network: projects/<project>/global/networks/<network>.",
  ),
  subnetId: text(computeName("regions/*/subnetworks", "my-subnet")).describe(
    "On gcp, name of a subnet of it with Private Google Access: " +
      "projects/<project>/regions/<region>/subnetworks/<subnet>.",
  ),
};

function existingSchema(target: Target): z.ZodType<ExistingNetwork> {
  if (target === "aws")
    return mapping(aws).transform(({ vpcId, subnetIds: [first = "", ...others] }) => ({
      networkId: vpcId,
      subnetIds: [first, ...others],
    }));
  if (target === "gcp")
    return mapping(gcp).transform(({ networkId, subnetId }) => ({ networkId, subnetIds: [subnetId] }));
  return z
    .strictObject({ ...aws, ...gcp }, `a mapping with ${Object.keys(aws)} on aws, ${Object.keys(gcp)} on gcp`)
    .partial()
    .meta({
      oneOf: [
        {
          type: "object",
          properties: { vpcId: { type: "string" }, subnetIds: { type: "array" } },
          required: ["vpcId", "subnetIds"],
        },
        {
          type: "object",
          properties: { networkId: { type: "string" }, subnetId: { type: "string" } },
          required: ["networkId", "subnetId"],
        },
      ],
    })
    .transform(() => z.NEVER); // which cloud it is for is not known: another error
}

/** The network of a stack: a new one, or one that exists. */
export const networkSchema = (target: Target) =>
  mapping({
    cidr: privateCidr
      .describe("Address block of a new network: private IPv4, /16 to /24, such as 10.20.0.0/16.")
      .optional(),
    zones: integer(2, 3)
      .describe("Zones of a new network, 2 or 3; on gcp it is in all of its region. Default: 2.")
      .optional(),
    nat: choice(["none", "one", "perZone"])
      .describe(
        "NAT gateways of a new network; on gcp one serves all zones, and the loss of one zone leaves it " +
          "standing. Default: one in dev, perZone in prod.",
      )
      .optional(),
    existing: existingSchema(target)
      .describe("A network that exists and is used as it is, instead of a new one, by the cloud's own ids.")
      .optional(),
  })
    .refine((value) => value.cidr !== undefined || value.existing !== undefined, {
      ...always,
      path: ["cidr"],
      message: "given for a new network (or existing, for one that exists)",
    })
    .refine(({ existing, ...created }) => existing === undefined || Object.keys(created).length === 0, {
      ...always,
      path: ["existing"],
      message: "given without cidr, zones and nat, which describe a new network",
    })
    .meta({
      oneOf: [
        { type: "object", properties: { cidr: { type: "string" } }, required: ["cidr"] },
        { type: "object", properties: { existing: { type: "object" } }, required: ["existing"] },
      ],
    })
    .transform(({ cidr = "", zones = 2, nat, existing }) =>
      existing ? { existing, cidr: undefined } : { cidr, zones, nat, existing: undefined },
    );
