import { always, awsId, choice, integer, list, mapping, privateCidr } from "./setting-types.js";

/** The network of a stack: a new one, or one that exists. */
export const networkSchema = mapping({
  cidr: privateCidr
    .describe("Address block of a new network: private IPv4, /16 to /24, such as 10.20.0.0/16.")
    .optional(),
  zones: integer(2, 3).describe("Availability zones of a new network, 2 or 3. Default: 2.").optional(),
  nat: choice(["none", "one", "perZone"])
    .describe("NAT gateways of a new network. Default: one in dev, perZone in prod.")
    .optional(),
  existing: mapping({
    vpcId: awsId("vpc").describe("Id of the VPC, such as vpc-0a1b2c3d4e5f67890."),
    subnetIds: list(awsId("subnet"), "subnet ids", 16).describe("Ids of its private subnets, in different zones."),
  })
    .describe("A network that exists and is used as it is, instead of a new one.")
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
