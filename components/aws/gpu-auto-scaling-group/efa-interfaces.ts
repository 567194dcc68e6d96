import type { Input } from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi";

/**
 * Network cards of the types that have an Elastic Fabric Adapter on every card, each of which takes at least two
 * interfaces.
 *
 * Source: AWS's own table, https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/aws/vpc/limits.go,
 * generated 2025-10-06.
 */
const NETWORK_CARDS: Readonly<Record<string, number>> = {
  "p4d.24xlarge": 4,
  "p4de.24xlarge": 4,
  "p5.48xlarge": 32,
  "p5e.48xlarge": 32,
  "p5en.48xlarge": 16,
  "p6-b200.48xlarge": 8,
  "trn1.32xlarge": 8,
  "trn1n.32xlarge": 16,
};

/** A network interface in a launch template. The subnet is the Auto Scaling group's to choose. */
export interface TemplateInterface {
  readonly networkCardIndex: number;
  readonly deviceIndex: number;
  readonly interfaceType: "interface" | "efa" | "efa-only";
  readonly associatePublicIpAddress: "false";
  readonly deleteOnTermination: "true";
  readonly securityGroups: Input<string>[];
}

/** The types that have an Elastic Fabric Adapter on every network card. */
export const EFA_TYPES: readonly string[] = Object.keys(NETWORK_CARDS);

/** Throws unless `instanceType` is in the table of types with an Elastic Fabric Adapter on every card. */
export function checkEfaType(instanceType: string): void {
  if (EFA_TYPES.includes(instanceType)) return;
  throw new RunError(
    `'efa' must go with an instance type of ${EFA_TYPES.join(", ")}, got ${JSON.stringify(instanceType)}`,
  );
}

/** The one interface of a machine without an Elastic Fabric Adapter. */
export function plainInterface(securityGroupId: Input<string>): TemplateInterface {
  return interfaceOf("interface", 0, securityGroupId);
}

/**
 * One Elastic Fabric Adapter on each network card of `instanceType`. That on card 0 is the machine's first interface
 * and so needs an address (`efa`); the others have none (`efa-only`) and sit at device index 1.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-acc-inst-types.html
 */
export function efaInterfaces(instanceType: string, securityGroupId: Input<string>): TemplateInterface[] {
  return Array.from({ length: NETWORK_CARDS[instanceType] ?? 0 }, (_, card) =>
    interfaceOf(card === 0 ? "efa" : "efa-only", card, securityGroupId),
  );
}

function interfaceOf(
  interfaceType: TemplateInterface["interfaceType"],
  card: number,
  securityGroupId: Input<string>,
): TemplateInterface {
  return {
    networkCardIndex: card,
    deviceIndex: card === 0 ? 0 : 1,
    interfaceType,
    associatePublicIpAddress: "false",
    deleteOnTermination: "true",
    // With interfaces in the template, EC2 takes security groups here and not at its top.
    securityGroups: [securityGroupId],
  };
}
