import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import {
  GpuAutoScalingGroup,
  type GpuAutoScalingGroupArgs,
} from "../../../../components/aws/gpu-auto-scaling-group/gpu-auto-scaling-group.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:aws:GpuAutoScalingGroup::train";
const GROUP = "aws:autoscaling/group:Group::train";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate::train-template";
const ROLE = "aws:iam/role:Role::train-role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment::train-session-manager";
const PROFILE = "aws:iam/instanceProfile:InstanceProfile::train-profile";
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup::train-security-group";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::train-egress";
const EFA_INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule::train-efa-ingress";
const EFA_EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule::train-efa-egress";
const PLACEMENT = "aws:ec2/placementGroup:PlacementGroup::train-placement";
const START = "aws:autoscaling/schedule:Schedule::train-start";
const STOP = "aws:autoscaling/schedule:Schedule::train-stop";

const BASE = { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], instanceTypes: ["g6.xlarge"] };
const pool = (args: Partial<GpuAutoScalingGroupArgs> = {}) =>
  deploy(() => new GpuAutoScalingGroup("train", { ...BASE, ...args }));

test("registers group, template, role, profile and a security group that lets traffic out only", async () => {
  const { tree } = await pool();
  expect(tree).toEqual([
    "ai-stack:aws:GpuAutoScalingGroup train",
    "  aws:autoscaling/group:Group train",
    "  aws:ec2/launchTemplate:LaunchTemplate train-template",
    "  aws:ec2/securityGroup:SecurityGroup train-security-group",
    "  aws:iam/instanceProfile:InstanceProfile train-profile",
    "  aws:iam/role:Role train-role",
    "  aws:iam/rolePolicyAttachment:RolePolicyAttachment train-session-manager",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule train-egress",
  ]);
});

test("a machine has an encrypted disk, version 2 of the metadata service, no key and no public address", async () => {
  const { inputs } = await pool();
  expect(inputs[TEMPLATE]).toEqual({
    updateDefaultVersion: true,
    imageId:
      "resolve:ssm:/aws/service/deeplearning/ami/x86_64/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id",
    instanceType: "g6.xlarge",
    iamInstanceProfile: { arn: "<train-profile.arn>" },
    metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 2 },
    monitoring: { enabled: true },
    networkInterfaces: [
      {
        networkCardIndex: 0,
        deviceIndex: 0,
        interfaceType: "interface",
        associatePublicIpAddress: "false",
        deleteOnTermination: "true",
        securityGroups: ["<train-security-group.id>"],
      },
    ],
    blockDeviceMappings: [
      {
        deviceName: "/dev/xvda",
        ebs: { volumeType: "gp3", volumeSize: 200, encrypted: "true", deleteOnTermination: "true" },
      },
    ],
    tagSpecifications: [
      { resourceType: "instance", tags: { Name: "train" } },
      { resourceType: "volume", tags: { Name: "train" } },
      { resourceType: "network-interface", tags: { Name: "train" } },
    ],
  });
});

test("the group starts from zero, waits for no machine, and refreshes when the template changes", async () => {
  const { inputs } = await pool();
  expect(inputs[GROUP]).toEqual({
    minSize: 0,
    maxSize: 1,
    desiredCapacity: 0,
    vpcZoneIdentifiers: ["subnet-1", "subnet-2"],
    launchTemplate: { id: "<train-template.id>", version: "<train-template.latestVersion>" },
    capacityRebalance: false,
    healthCheckType: "EC2",
    instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 0 } },
    enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupPendingInstances", "GroupTotalInstances"],
    waitForCapacityTimeout: "0",
    tags: [{ key: "Name", value: "train", propagateAtLaunch: true }],
  });
});

test("the size is set once and then left to schedules and people", async () => {
  const { inputs, resources } = await pool({ minSize: 1, maxSize: 3 });
  expect(inputs[GROUP]).toMatchObject({ minSize: 1, maxSize: 3, desiredCapacity: 1 });
  expect(resources[GROUP]?.ignoreChanges).toEqual(["desiredCapacity"]);
});

test("machines start after the role's policy and the security group's rules, and get time to end", async () => {
  const { resources } = await pool();
  expect(resources[GROUP]?.dependencies).toEqual(expect.arrayContaining([ATTACHMENT, EGRESS]));
  expect(Object.entries(resources[GROUP]!.customTimeouts)).toEqual([[expect.stringMatching(/delete$/), "30m"]]);
});

test("a machine may be signed in to with Session Manager, and may do nothing else", async () => {
  const { inputs } = await pool();
  expect(JSON.parse(inputs[ROLE]?.assumeRolePolicy)).toEqual({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  expect(inputs[ROLE]?.namePrefix).toBe("train-");
  expect(inputs[ATTACHMENT]).toEqual({
    role: "<train-role.name>",
    policyArn: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
  });
  expect(inputs[PROFILE]).toEqual({ role: "<train-role.name>" });
});

test("everything may go out of a machine, nothing in", async () => {
  const { inputs } = await pool();
  expect(inputs[SECURITY_GROUP]).toEqual({ vpcId: "vpc-1", description: "Machines of an accelerator pool" });
  expect(inputs[EGRESS]).toEqual({
    securityGroupId: "<train-security-group.id>",
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
  });
});

test("publishes the contract, the group's name and the machines' role", async () => {
  const { outputs } = await pool();
  expect(outputs[COMPONENT]).toEqual({
    poolId: "<train.arn>",
    groupName: "<train.name>",
    roleName: "<train-role.name>",
    startCommand:
      "aws autoscaling set-desired-capacity --region <train.region> --auto-scaling-group-name <train.name> --desired-capacity 1",
  });
});

test("passes documented inputs with their defaults to the engine", async () => {
  const { inputs } = await pool({ transform: { group: {} } });
  expect(inputs[COMPONENT]).toEqual({
    ...BASE,
    minSize: 0,
    maxSize: 1,
    capacity: "on-demand",
    rootDeviceName: "/dev/xvda",
    rootDiskGiB: 200,
    efa: false,
  });
});

test("sits under its caller's parent", async () => {
  const { resources } = await deploy(() => {
    const parent = new pulumi.ComponentResource("test:index:Team", "team");
    return new GpuAutoScalingGroup("train", BASE, { parent });
  });
  expect(resources[COMPONENT]?.parent).toBe("test:index:Team::team");
});

test("several types on demand are tried in their order", async () => {
  const { inputs } = await pool({ instanceTypes: ["g6.xlarge", "g5.xlarge"] });
  expect(inputs[GROUP]?.launchTemplate).toBeUndefined();
  expect(inputs[GROUP]).toMatchObject({
    capacityRebalance: false,
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 100,
        onDemandAllocationStrategy: "prioritized",
      },
      launchTemplate: {
        launchTemplateSpecification: {
          launchTemplateId: "<train-template.id>",
          version: "<train-template.latestVersion>",
        },
        overrides: [{ instanceType: "g6.xlarge" }, { instanceType: "g5.xlarge" }],
      },
    },
  });
});

test("spot falls back to every type, and replaces machines that are about to be taken away", async () => {
  const { inputs } = await pool({ capacity: "spot", instanceTypes: ["g6.xlarge", "g5.xlarge"] });
  expect(inputs[GROUP]).toMatchObject({
    capacityRebalance: true,
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 0,
        spotAllocationStrategy: "price-capacity-optimized",
      },
      launchTemplate: { overrides: [{ instanceType: "g6.xlarge" }, { instanceType: "g5.xlarge" }] },
    },
  });
});

test("spot with one type is spot too", async () => {
  const { inputs } = await pool({ capacity: "spot" });
  expect(inputs[GROUP]?.mixedInstancesPolicy.launchTemplate.overrides).toEqual([{ instanceType: "g6.xlarge" }]);
});

test("a reservation is targeted from the first subnet, without a mixed policy", async () => {
  const { inputs } = await pool({
    subnetIds: pulumi.output(["subnet-9", "subnet-1"]),
    capacity: "reservation",
    capacityReservationId: "cr-0a1",
  });
  expect(inputs[TEMPLATE]?.capacityReservationSpecification).toEqual({
    capacityReservationTarget: { capacityReservationId: "cr-0a1" },
  });
  expect(inputs[TEMPLATE]?.instanceMarketOptions).toBeUndefined();
  expect(inputs[GROUP]?.vpcZoneIdentifiers).toEqual(["subnet-9"]);
  expect(inputs[GROUP]?.mixedInstancesPolicy).toBeUndefined();
});

test("a capacity block is a market of its own", async () => {
  const { inputs } = await pool({
    capacity: "capacity-block",
    capacityReservationId: pulumi.output("cr-0a1"),
    instanceTypes: ["p5.48xlarge"],
  });
  expect(inputs[TEMPLATE]).toMatchObject({
    instanceMarketOptions: { marketType: "capacity-block" },
    capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-0a1" } },
  });
  expect(inputs[GROUP]?.vpcZoneIdentifiers).toEqual(["subnet-1"]);
});

const ARM = "/aws/service/deeplearning/ami/arm64/base-oss-nvidia-driver-gpu-amazon-linux-2023/latest/ami-id";
const NEURON = "/aws/service/neuron/dlami/base/amazon-linux-2023/latest/image_id";
test.each([
  ["g5g.xlarge", ARM],
  ["p6e-gb200.36xlarge", ARM],
  ["trn1.32xlarge", NEURON],
  ["trn2.48xlarge", NEURON],
  ["inf2.xlarge", NEURON],
])("%s runs the image for its accelerator and processor", async (instanceType, parameter) => {
  const { inputs } = await pool({ instanceTypes: [instanceType] });
  expect(inputs[TEMPLATE]?.imageId).toBe(`resolve:ssm:${parameter}`);
});

test("a pinned image goes with its own root device, and with a family that has no deep-learning AMI", async () => {
  const { inputs } = await pool({
    instanceTypes: ["g4ad.xlarge"],
    imageId: "ami-0123456789abcdef0",
    rootDeviceName: "/dev/sda1",
  });
  expect(inputs[TEMPLATE]?.imageId).toBe("ami-0123456789abcdef0");
  expect(inputs[TEMPLATE]?.blockDeviceMappings).toMatchObject([{ deviceName: "/dev/sda1" }]);
});

test("the root disk takes a size and a key", async () => {
  const { inputs } = await pool({ rootDiskGiB: 500, kmsKeyArn: "arn:key" });
  expect(inputs[TEMPLATE]?.blockDeviceMappings).toMatchObject([{ ebs: { volumeSize: 500, kmsKeyId: "arn:key" } }]);
});

test("with EFA adds a placement group, and rules for traffic between the machines", async () => {
  const { tree, inputs } = await pool({ efa: true, instanceTypes: ["p5.48xlarge"] });
  expect(tree).toEqual([
    "ai-stack:aws:GpuAutoScalingGroup train",
    "  aws:autoscaling/group:Group train",
    "  aws:ec2/launchTemplate:LaunchTemplate train-template",
    "  aws:ec2/placementGroup:PlacementGroup train-placement",
    "  aws:ec2/securityGroup:SecurityGroup train-security-group",
    "  aws:iam/instanceProfile:InstanceProfile train-profile",
    "  aws:iam/role:Role train-role",
    "  aws:iam/rolePolicyAttachment:RolePolicyAttachment train-session-manager",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule train-efa-egress",
    "  aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule train-egress",
    "  aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule train-efa-ingress",
  ]);
  const itself = {
    securityGroupId: "<train-security-group.id>",
    ipProtocol: "-1",
    referencedSecurityGroupId: "<train-security-group.id>",
  };
  expect(inputs[EFA_INGRESS]).toEqual(itself);
  expect(inputs[EFA_EGRESS]).toEqual(itself);
  expect(inputs[PLACEMENT]).toEqual({ strategy: "cluster" });
  expect(inputs[GROUP]).toMatchObject({ placementGroup: "<train-placement.name>", vpcZoneIdentifiers: ["subnet-1"] });
});

test("with EFA machines start after the rules between them", async () => {
  const { resources } = await pool({ efa: true, instanceTypes: ["p5.48xlarge"] });
  expect(resources[GROUP]?.dependencies).toEqual(expect.arrayContaining([EFA_INGRESS, EFA_EGRESS]));
});

test.each([
  ["p4d.24xlarge", 4],
  ["p4de.24xlarge", 4],
  ["p5.48xlarge", 32],
  ["p5e.48xlarge", 32],
  ["p5en.48xlarge", 16],
  ["p6-b200.48xlarge", 8],
  ["trn1.32xlarge", 8],
  ["trn1n.32xlarge", 16],
])("with EFA %s has one interface on each of its %i cards, and an address on the first", async (type, cards) => {
  const { inputs } = await pool({ efa: true, instanceTypes: [type] });
  const [first, ...others] = inputs[TEMPLATE]!.networkInterfaces;
  const same = {
    associatePublicIpAddress: "false",
    deleteOnTermination: "true",
    securityGroups: ["<train-security-group.id>"],
  };
  expect(first).toEqual({ networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa", ...same });
  expect(others).toEqual(
    Array.from({ length: cards - 1 }, (_, index) => ({
      networkCardIndex: index + 1,
      deviceIndex: 1,
      interfaceType: "efa-only",
      ...same,
    })),
  );
});

test.each(["reservation", "capacity-block"] as const)("with EFA a %s decides the placement", async (capacity) => {
  const { inputs } = await pool({
    efa: true,
    instanceTypes: ["p5.48xlarge"],
    capacity,
    capacityReservationId: "cr-0a1",
  });
  expect(inputs[PLACEMENT]).toBeUndefined();
  expect(inputs[GROUP]?.placementGroup).toBeUndefined();
});

test("a schedule grows the group on its days and shrinks it on every day, within the same limits", async () => {
  const { inputs, tree } = await pool({
    maxSize: 4,
    schedule: {
      timezone: "Europe/Berlin",
      start: "08:05",
      stop: "18:30",
      days: ["MON", "WED"],
      desiredCapacity: 2,
    },
  });
  expect(tree).toContain("  aws:autoscaling/schedule:Schedule train-start");
  const same = { autoscalingGroupName: "<train.name>", timeZone: "Europe/Berlin", minSize: -1, maxSize: -1 };
  expect(inputs[START]).toEqual({
    ...same,
    scheduledActionName: "start",
    recurrence: "5 8 * * MON,WED",
    desiredCapacity: 2,
  });
  expect(inputs[STOP]).toEqual({
    ...same,
    scheduledActionName: "stop",
    recurrence: "30 18 * * *",
    desiredCapacity: 0,
  });
});

test.each([
  [0, 1],
  [2, 2],
])("from %i machines a schedule starts %i, on every day", async (minSize, desiredCapacity) => {
  const schedule = { timezone: "Etc/UTC", start: "00:00", stop: "23:59" };
  const { inputs } = await pool({ minSize, maxSize: 4, schedule });
  expect(inputs[START]).toMatchObject({ recurrence: "0 0 * * *", desiredCapacity });
  expect(inputs[STOP]).toMatchObject({ recurrence: "59 23 * * *", desiredCapacity: minSize });
});

test("tags reach every child, the machines and their disks", async () => {
  const { inputs } = await pool({ efa: true, instanceTypes: ["p5.48xlarge"], tags: { team: pulumi.output("ml") } });
  for (const key of [TEMPLATE, ROLE, PROFILE, SECURITY_GROUP, EGRESS, EFA_INGRESS, EFA_EGRESS, PLACEMENT])
    expect(inputs[key]?.tags, key).toEqual({ team: "ml" });
  expect(inputs[TEMPLATE]?.tagSpecifications).toContainEqual({
    resourceType: "volume",
    tags: { Name: "train", team: "ml" },
  });
  expect(inputs[GROUP]?.tags).toEqual([
    { key: "Name", value: "train", propagateAtLaunch: true },
    { key: "team", value: "ml", propagateAtLaunch: true },
  ]);
});

test("transform has the last word on each child", async () => {
  const { inputs } = await pool({
    efa: true,
    instanceTypes: ["p5.48xlarge"],
    transform: {
      group: { maxSize: 9 },
      launchTemplate: { instanceType: "p5e.48xlarge" },
      placementGroup: { strategy: "spread" },
      role: { namePrefix: "mine-" },
      securityGroup: { description: "mine" },
    },
  });
  expect(inputs[GROUP]?.maxSize).toBe(9);
  expect(inputs[TEMPLATE]?.instanceType).toBe("p5e.48xlarge");
  expect(inputs[PLACEMENT]?.strategy).toBe("spread");
  expect(inputs[ROLE]?.namePrefix).toBe("mine-");
  expect(inputs[SECURITY_GROUP]?.description).toBe("mine");
});

test("attaches no policy of full access", async () => {
  const { inputs } = await pool({ efa: true, instanceTypes: ["p5.48xlarge"] });
  expect(JSON.stringify(inputs)).not.toContain("FullAccess");
});

test("a long name is shortened to what a role takes", async () => {
  const { inputs } = await deploy(() => new GpuAutoScalingGroup("t".repeat(80), BASE));
  expect(inputs[`aws:iam/role:Role::${"t".repeat(80)}-role`]?.namePrefix).toMatch(/^t{28}-[0-9a-f]{8}-$/);
});

const SCHEDULE = { timezone: "Europe/Berlin", start: "08:00", stop: "18:00" };
test.each<[string, Partial<GpuAutoScalingGroupArgs>]>([
  ["'subnetIds' must hold at least one subnet, got none", { subnetIds: [] }],
  ["'instanceTypes' must be 1 to 40 instance types, got 0", { instanceTypes: [] }],
  [
    "'instanceTypes' must be 1 to 40 instance types, got 41",
    { instanceTypes: Array.from({ length: 41 }, (_, index) => `g6.${index}xlarge`) },
  ],
  ["'instanceTypes' must be EC2 instance types such as g6.xlarge, got \"L4\"", { instanceTypes: ["L4"] }],
  [
    "'instanceTypes' must be EC2 instance types such as g6.xlarge, got \"ml.g6.xlarge\"",
    { instanceTypes: ["ml.g6.xlarge"] },
  ],
  [
    "'instanceTypes' must differ from each other, got g6.xlarge twice",
    { instanceTypes: ["g6.xlarge", "g5.xlarge", "g6.xlarge"] },
  ],
  [
    "'instanceTypes' must all run the same image, got g6.xlarge (NVIDIA) with trn1.2xlarge (Neuron)",
    { instanceTypes: ["g6.xlarge", "trn1.2xlarge"] },
  ],
  [
    "'instanceTypes' must all run the same image, got g6.xlarge (NVIDIA) with g5g.xlarge (NVIDIA ARM64)",
    { instanceTypes: ["g4ad.xlarge", "g6.xlarge", "g5g.xlarge"], imageId: "ami-0a" },
  ],
  [
    "'imageId' must be given for p3.2xlarge: there is a deep-learning AMI only for g4dn,",
    { instanceTypes: ["g6.xlarge", "p3.2xlarge"] },
  ],
  ["'minSize' must be a whole number from 0, got -1", { minSize: -1 }],
  ["'maxSize' must be a whole number from 1, got 0", { maxSize: 0 }],
  ["'maxSize' must be a whole number from 3, got 2", { minSize: 3, maxSize: 2 }],
  [
    "'capacity' must be one of on-demand, spot, reservation, capacity-block, got \"free\"",
    { capacity: "free" as "spot" },
  ],
  ["'capacityReservationId' must be given with 'capacity: reservation'", { capacity: "reservation" }],
  ["'capacityReservationId' must be given with 'capacity: capacity-block'", { capacity: "capacity-block" }],
  [
    "'capacityReservationId' must not be given with 'capacity: spot'",
    { capacity: "spot", capacityReservationId: "cr-0a1" },
  ],
  [
    "'capacityReservationId' must be a reservation's id, cr-…, got \"r-1\"",
    { capacity: "reservation", capacityReservationId: "r-1" },
  ],
  [
    "'instanceTypes' must be one type with 'capacity: reservation', got g6.xlarge, g5.xlarge",
    { capacity: "reservation", capacityReservationId: "cr-0a1", instanceTypes: ["g6.xlarge", "g5.xlarge"] },
  ],
  [
    "'instanceTypes' must be one type with 'efa', got p5.48xlarge, p5en.48xlarge",
    { capacity: "spot", efa: true, instanceTypes: ["p5.48xlarge", "p5en.48xlarge"] },
  ],
  ["'efa' must go with an instance type of p4d.24xlarge, p4de.24xlarge,", { efa: true }],
  ["'imageId' must be an AMI's id, ami-…, got \"latest\"", { imageId: "latest" }],
  ["'rootDeviceName' must be a device such as /dev/xvda, got \"xvda\"", { rootDeviceName: "xvda" }],
  ["'rootDiskGiB' must be a whole number from 100 to 65536, got 99", { rootDiskGiB: 99 }],
  ["'rootDiskGiB' must be a whole number from 100 to 65536, got 65537", { rootDiskGiB: 65_537 }],
  [
    "'schedule.timezone' must be an IANA time zone such as Europe/Berlin or Etc/UTC, got \"CET\"",
    { schedule: { ...SCHEDULE, timezone: "CET" } },
  ],
  [
    "'schedule.timezone' must be an IANA time zone such as Europe/Berlin or Etc/UTC, got \"Europe/Atlantis\"",
    { schedule: { ...SCHEDULE, timezone: "Europe/Atlantis" } },
  ],
  ["'schedule.start' must be a time of day such as 08:30, got \"8:00\"", { schedule: { ...SCHEDULE, start: "8:00" } }],
  ["'schedule.stop' must be a time of day such as 08:30, got \"24:00\"", { schedule: { ...SCHEDULE, stop: "24:00" } }],
  [
    "'schedule.stop' must differ from 'schedule.start', got 08:00 for both",
    { schedule: { ...SCHEDULE, stop: "08:00" } },
  ],
  ["'schedule.days' must name at least one day, got none", { schedule: { ...SCHEDULE, days: [] } }],
  [
    "'schedule.days' must be one of MON, TUE, WED, THU, FRI, SAT, SUN, got \"Monday\"",
    { schedule: { ...SCHEDULE, days: ["Monday" as "MON"] } },
  ],
  [
    "'schedule.desiredCapacity' must be a whole number from 1 to 2, got 3",
    { minSize: 1, maxSize: 2, schedule: { ...SCHEDULE, desiredCapacity: 3 } },
  ],
])("fails before anything registers: %s", async (message, args) => {
  const { tree } = await deploy(() => {
    const build = () => new GpuAutoScalingGroup("train", { ...BASE, ...args });
    expect(build).toThrow(pulumi.RunError);
    expect(build).toThrow(message);
  });
  expect(tree).toEqual([]);
});
