import * as z from "zod";
import { type Inputs, listOf, numberOf, scalarOf } from "../../plan/inputs.js";
import { fsbp, owaspLlm } from "../control.js";
import type { Resource } from "../resource.js";
import { rule, type Violations } from "../rule.js";
import { ofEach } from "../undecided.js";

const settings = z.object({
  ports: z
    .array(z.number().int().min(0).max(65_535))
    .default([])
    .describe("TCP ports that may be open to the internet, such as 443 of a load balancer. Default: none."),
});

export const securityGroupNoInternetIngress = rule({
  name: "aws-security-group-no-internet-ingress",
  description: "A security group lets nobody in from the internet.",
  cloud: "aws",
  severity: "critical",
  level: "mandatory",
  controls: [fsbp("EC2.18"), fsbp("EC2.19"), fsbp("EC2.2"), owaspLlm(2), owaspLlm(10)],
  remediation: "Let in a security group, a prefix list or the addresses of your own network.",
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  settings,
  scope: "resource",
  checks: {
    "aws:ec2/securityGroup:SecurityGroup": group,
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": group,
    "aws:ec2/securityGroupRule:SecurityGroupRule": ({ inputs }, { ports }) =>
      inputs.type === "ingress" ? openings("", inputs, ports) : [],
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": ({ inputs }, { ports }) =>
      ofEach(["cidrIpv4", "cidrIpv6"], (input) => open(input, inputs[input], inputs, inputs.ipProtocol, ports)),
  },
});

function group({ inputs }: Resource, { ports }: z.output<typeof settings>): Violations {
  return ofEach(listOf(inputs.ingress), (ingress, index) => openings(`ingress[${index}].`, ingress, ports));
}

function* openings(path: string, ingress: Inputs, ports: readonly number[]): Generator<string> {
  for (const input of ["cidrBlocks", "ipv6CidrBlocks"]) {
    const blocks = ingress[input];
    if (Array.isArray(blocks))
      yield* ofEach(blocks, (block, index) =>
        open(`${path}${input}[${index}]`, block, ingress, ingress.protocol, ports),
      );
  }
}

function open(path: string, block: unknown, ingress: Inputs, protocol: unknown, ports: readonly number[]): Violations {
  if (typeof block !== "string" || !isInternet(block)) return [];
  return ports.length > 0 && isOneOf(ports, ingress, protocol) ? [] : [`${path} is ${block}`];
}

function isOneOf(ports: readonly number[], { fromPort, toPort }: Inputs, protocol: unknown): boolean {
  const from = numberOf(fromPort);
  return (
    ["tcp", "6"].includes(scalarOf(protocol)) && from !== undefined && from === numberOf(toPort) && ports.includes(from)
  );
}

/** A block larger than any private one (10.0.0.0/8, fc00::/7): the internet, or a half of it. */
function isInternet(block: string): boolean {
  const bits = numberOf(block.split("/")[1]);
  return bits !== undefined && bits < (block.includes(":") ? 7 : 8);
}
