import * as z from "zod";
import { armId, awsId, computeName, resourceGroupId, type Target } from "./native-settings.js";
import { always, choice, integer, list, mapping, privateCidr, text } from "./setting-types.js";

/** A network that exists, in the words that the clouds share. */
export interface ExistingNetwork {
  /** The network's native id: a VPC's on AWS, `projects/…/global/networks/…` on Google Cloud, an ARM id on Azure. */
  readonly networkId: string;
  /** Native ids of its private subnets; one on Google Cloud and Azure. */
  readonly subnetIds: [string, ...string[]];
  /** Further places on Azure, by ARM id. */
  readonly azure?: {
    readonly privateEndpointSubnetId?: string;
    readonly containerAppsSubnetId?: string;
    readonly privateDnsZonesResourceGroupId?: string;
  };
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

const subnet = armId("Microsoft.Network/virtualNetworks/*/subnets", "my-subnet");

const azure = {
  virtualNetworkId: text(armId("Microsoft.Network/virtualNetworks", "my-network")).describe(
    "On azure, ARM id of the virtual network.",
  ),
  machinesSubnetId: text(subnet).describe("On azure, ARM id of the subnet of it that machines are in."),
  privateEndpointSubnetId: text(subnet)
    .describe("On azure, ARM id of the subnet of private endpoints. Default: that of machines.")
    .optional(),
  containerAppsSubnetId: text(subnet)
    .describe(
      "On azure, ARM id of an empty subnet, /27 or larger, that is delegated to Microsoft.App/environments; needed " +
        "for endpoints on Container Apps. Default: none.",
    )
    .optional(),
  privateDnsZonesResourceGroupId: text(resourceGroupId)
    .describe(
      "On azure, ARM id of the resource group that holds the network's private DNS zones privatelink.…, linked to it. " +
        "Default: zones are made and linked.",
    )
    .optional(),
};

function existingSchema(target: Target): z.ZodType<ExistingNetwork> {
  if (target === "aws")
    return mapping(aws).transform(({ vpcId, subnetIds: [first = "", ...others] }) => ({
      networkId: vpcId,
      subnetIds: [first, ...others],
    }));
  if (target === "gcp")
    return mapping(gcp).transform(({ networkId, subnetId }) => ({ networkId, subnetIds: [subnetId] }));
  if (target === "azure")
    return mapping(azure).transform(({ virtualNetworkId, machinesSubnetId, ...places }) => ({
      networkId: virtualNetworkId,
      subnetIds: [machinesSubnetId],
      azure: places,
    }));
  const keys = { aws, gcp, azure };
  const shape = Object.entries(keys).map(([cloud, own]) => `${Object.keys(own).join(", ")} on ${cloud}`);
  return z
    .strictObject({ ...aws, ...gcp, ...azure }, `a mapping with ${shape.join("; ")}`)
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
        {
          type: "object",
          properties: { virtualNetworkId: { type: "string" }, machinesSubnetId: { type: "string" } },
          required: ["virtualNetworkId", "machinesSubnetId"],
        },
      ],
    })
    .transform(() => z.NEVER); // which cloud it is for is not known: another error
}

/** The network of a stack: a new one, or one that exists. */
export const networkSchema = (target: Target) =>
  mapping({
    cidr: privateCidr
      .describe(
        "Address block of a new network: private IPv4, /16 to /24, such as 10.20.0.0/16; for Container " +
          "Apps outside 172.30.0.0/15.",
      )
      .optional(),
    zones: integer(2, 3)
      .describe("Zones of a new network, 2 or 3; on gcp and azure it is in all of its region. Default: 2.")
      .optional(),
    nat: choice(["none", "one", "perZone"])
      .describe(
        "NAT gateways of a new network; on gcp and azure one serves all zones: on gcp the loss of one zone leaves it " +
          "standing, on azure it is in one of them. Default: one in dev, perZone in prod.",
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
