import * as iam from "@pulumi/aws/iam/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../../shared/names.js";

/** Characters that the provider adds to a role's `namePrefix`. */
const SUFFIX_CHARS = 26;

/** Who may take the role: EC2, on behalf of a machine. */
const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

interface MachineRoleArgs {
  readonly tags: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
  readonly transform: Partial<iam.RoleArgs> | undefined;
}

/** The role of a component's machines, which lets people sign in with Session Manager and nothing else. */
export function createMachineRole(name: string, args: MachineRoleArgs, parent: pulumi.CustomResourceOptions) {
  const { tags, transform } = args;
  const role = new iam.Role(
    `${name}-role`,
    {
      namePrefix: `${physicalName("iamRole", [name], SUFFIX_CHARS + 1)}-`,
      assumeRolePolicy: JSON.stringify(TRUST),
      tags,
      ...transform,
    },
    parent,
  );
  const attachment = new iam.RolePolicyAttachment(
    `${name}-session-manager`,
    { role: role.name, policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore" },
    parent,
  );
  const profile = new iam.InstanceProfile(`${name}-profile`, { role: role.name, tags }, parent);
  return { role, attachment, profile };
}
