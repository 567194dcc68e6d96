import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { azureVmSizes } from "../../../../catalog/azure/vm-sizes.js";
import { GpuScaleSet, type GpuScaleSetArgs } from "../../../../components/azure/gpu-scale-set/gpu-scale-set.js";
import { gpuVmSize, gpuVmSizes } from "../../../../components/azure/gpu-vm-sizes.js";
import { deploy } from "../../../support/mocks.js";

const COMPONENT = "ai-stack:azure:GpuScaleSet::train"; // spelled out: a changed token replaces users' state
const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet::train";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity::train-identity";
const AUTOSCALE = "azure-native:monitor:AutoscaleSetting::train-autoscale";

const SUBNET = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/machines";
const IMAGE = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/galleries/ours/images/gpu/versions/1.0.0";
const RESERVED = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/capacityReservationGroups/a100s";
const BASE = {
  resourceGroupName: "ml-dev",
  location: "swedencentral",
  subnetId: SUBNET,
  vmSize: "Standard_NC24ads_A100_v4",
};
const pool = (args: Partial<GpuScaleSetArgs> = {}) => deploy(() => new GpuScaleSet("train", { ...BASE, ...args }));
const scaleSet = async (args: Partial<GpuScaleSetArgs> = {}) => (await pool(args)).inputs[SCALE_SET]!;
const machine = async (args: Partial<GpuScaleSetArgs> = {}) => (await scaleSet(args)).virtualMachineProfile;

test("registers a scale set and the identity of its machines", async () => {
  const { tree } = await pool();
  expect(tree).toEqual([
    "ai-stack:azure:GpuScaleSet train",
    "  azure-native:compute:VirtualMachineScaleSet train",
    "  azure-native:managedidentity:UserAssignedIdentity train-identity",
  ]);
});

test("the scale set starts from zero, has no more machines than asked for, and changes all at once", async () => {
  const { virtualMachineProfile, ...inputs } = await scaleSet();
  expect(inputs).toEqual({
    resourceGroupName: "ml-dev",
    location: "swedencentral",
    orchestrationMode: "Uniform",
    sku: { name: "Standard_NC24ads_A100_v4", tier: "Standard", capacity: 0 },
    singlePlacementGroup: false,
    platformFaultDomainCount: 1,
    overprovision: false,
    upgradePolicy: { mode: "Automatic" },
    identity: { type: "SystemAssigned, UserAssigned", userAssignedIdentities: ["<train-identity.id>"] },
  });
});

test("a machine is private, boots the HPC image from an encrypted host, and lets people in through Entra ID", async () => {
  expect(await machine()).toEqual({
    priority: "Regular",
    osProfile: {
      computerNamePrefix: "train",
      adminUsername: "azureuser",
      linuxConfiguration: {
        disablePasswordAuthentication: true,
        ssh: {
          publicKeys: [
            {
              path: "/home/azureuser/.ssh/authorized_keys",
              keyData: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAID9perdREzPmw/GM3UeoTxyF5GCA2hFN1gpSLdwoC1tw",
            },
          ],
        },
      },
    },
    storageProfile: {
      imageReference: { publisher: "microsoft-dsvm", offer: "ubuntu-hpc", sku: "2404", version: "latest" },
      osDisk: {
        createOption: "FromImage",
        caching: "ReadWrite",
        diskSizeGB: 256,
        managedDisk: { storageAccountType: "Premium_LRS" },
      },
    },
    networkProfile: {
      networkInterfaceConfigurations: [
        {
          name: "nic",
          primary: true,
          enableAcceleratedNetworking: true,
          ipConfigurations: [{ name: "ip", primary: true, subnet: { id: SUBNET } }],
        },
      ],
    },
    securityProfile: { encryptionAtHost: true },
    diagnosticsProfile: { bootDiagnostics: { enabled: true } },
    extensionProfile: {
      extensions: [
        {
          name: "entra-login",
          publisher: "Microsoft.Azure.ActiveDirectory",
          type: "AADSSHLoginForLinux",
          typeHandlerVersion: "1.0",
          autoUpgradeMinorVersion: true,
        },
      ],
    },
  });
});

test("the size is set once and then left to schedules and people", async () => {
  const { inputs, resources } = await pool({ capacity: 2, maxCapacity: 3 });
  expect(inputs[SCALE_SET]?.sku.capacity).toBe(2);
  expect(resources[SCALE_SET]?.ignoreChanges).toEqual(["sku.capacity"]);
});

test("a scale set is made anew where Azure would refuse the change", async () => {
  const { resources } = await pool();
  expect(resources[SCALE_SET]?.replaceOnChanges).toEqual([
    "singlePlacementGroup",
    "zones",
    "virtualMachineProfile.networkProfile",
  ]);
});

test("machines and their extensions get time to come and go", async () => {
  const { resources } = await pool();
  expect(resources[SCALE_SET]?.customTimeouts).toEqual({ create: "2h", update: "2h", delete: "1h" });
});

test("what names the new identity is tried again until it is known everywhere", async () => {
  const { resources } = await pool();
  expect(resources[SCALE_SET]?.errorHooks).toEqual(["azure-directory-propagation"]);
});

test("nothing has a name of its own: the provider adds a random ending", async () => {
  const { inputs } = await pool({ schedule: HOURS });
  expect([
    inputs[SCALE_SET]?.vmScaleSetName,
    inputs[IDENTITY]?.resourceName,
    inputs[AUTOSCALE]?.autoscaleSettingName,
  ]).toEqual([undefined, undefined, undefined]);
});

test("publishes the contract, the scale set's name and the machines' identity", async () => {
  const { outputs, result } = await pool();
  expect(result.cloud).toBe("azure");
  expect(outputs[COMPONENT]).toEqual({
    poolId: "<train.id>",
    scaleSetName: "<train.name>",
    identityId: "<train-identity.id>",
    identityPrincipalId: "<train-identity.principalId>",
    identityClientId: "<train-identity.clientId>",
    startCommand: "az vmss scale --resource-group ml-dev --name <train.name> --new-capacity 1",
  });
});

test("passes documented inputs with their defaults to the engine", async () => {
  const { inputs } = await pool({ transform: { scaleSet: {} } });
  expect(inputs[COMPONENT]).toEqual({
    ...BASE,
    capacity: 0,
    maxCapacity: 1,
    priority: "Regular",
    zones: [],
    infiniBand: false,
    osDiskGiB: 256,
    encryptionAtHost: true,
    trustedLaunch: false,
    secureBoot: false,
  });
});

test("sits under its caller's parent", async () => {
  const { resources } = await deploy(() => {
    const parent = new pulumi.ComponentResource("test:index:Team", "team");
    return new GpuScaleSet("train", BASE, { parent });
  });
  expect(resources[COMPONENT]?.parent).toBe("test:index:Team::team");
});

test("spot machines cost at most the price on demand, go when taken, and are asked for again for an hour", async () => {
  const inputs = await scaleSet({ priority: "Spot" });
  expect(inputs.spotRestorePolicy).toEqual({ enabled: true, restoreTimeout: "PT1H" });
  expect(inputs.virtualMachineProfile).toMatchObject({
    priority: "Spot",
    evictionPolicy: "Delete",
    billingProfile: { maxPrice: -1 },
  });
});

test("with a schedule it is the autoscale setting that asks for spot machines again", async () => {
  expect((await scaleSet({ priority: "Spot", schedule: HOURS })).spotRestorePolicy).toBeUndefined();
});

test("reserved machines name their capacity reservation group", async () => {
  const { capacityReservation } = await machine({ capacityReservationGroupId: pulumi.output(RESERVED) });
  expect(capacityReservation).toEqual({ capacityReservationGroup: { id: RESERVED } });
});

test("machines are in the zones that are named", async () => {
  expect((await scaleSet({ zones: ["1", "3"] })).zones).toEqual(["1", "3"]);
});

test("machines on one InfiniBand network are in one placement group", async () => {
  const inputs = await scaleSet({ vmSize: "Standard_ND96isr_H100_v5", infiniBand: true, zones: ["2"] });
  expect(inputs).toMatchObject({ singlePlacementGroup: true, overprovision: false, zones: ["2"] });
});

test.each([
  ["Standard_NC4as_T4_v3", "2404"],
  ["Standard_NC96ads_A100_v4", "2404"],
  ["Standard_ND96asr_v4", "2404"],
  ["Standard_ND96amsr_A100_v4", "2404"],
  ["Standard_NC40ads_H100_v5", "2404"],
  ["Standard_ND96isr_H100_v5", "2404"],
  ["Standard_ND96isr_H200_v5", "2404"],
  ["Standard_ND96isr_MI300X_v5", "2404-rocm"],
])("%s boots the HPC image %s, which holds its driver", async (vmSize, sku) => {
  const { storageProfile, extensionProfile, securityProfile } = await machine({ vmSize });
  expect(storageProfile.imageReference).toEqual({
    publisher: "microsoft-dsvm",
    offer: "ubuntu-hpc",
    sku,
    version: "latest",
  });
  expect(extensionProfile.extensions).toMatchObject([{ name: "entra-login" }]);
  expect(securityProfile).toEqual({ encryptionAtHost: true });
});

test("an A10 boots Ubuntu Server with Trusted Launch, and an extension installs its vGPU driver first", async () => {
  const { storageProfile, extensionProfile, securityProfile } = await machine({ vmSize: "Standard_NV36ads_A10_v5" });
  expect(storageProfile.imageReference).toEqual({
    publisher: "Canonical",
    offer: "0001-com-ubuntu-server-jammy",
    sku: "22_04-lts-gen2",
    version: "latest",
  });
  expect(extensionProfile.extensions).toMatchObject([
    {
      name: "gpu-driver",
      publisher: "Microsoft.HpcCompute",
      type: "NvidiaGpuDriverLinux",
      typeHandlerVersion: "1.11",
      autoUpgradeMinorVersion: true,
    },
    { name: "entra-login" },
  ]);
  expect(securityProfile).toEqual({
    encryptionAtHost: true,
    securityType: "TrustedLaunch",
    uefiSettings: { vTpmEnabled: true, secureBootEnabled: false },
  });
});

test.each(["Standard_NV36ads_A10_v5", "Standard_NC144ds_xl_RTXPRO6000BSE_v6"])(
  "an image of one's own for %s holds its driver, and says nothing of Trusted Launch",
  async (vmSize) => {
    const { storageProfile, extensionProfile, securityProfile } = await machine({ vmSize, imageId: IMAGE });
    expect(storageProfile.imageReference).toEqual({ id: IMAGE });
    expect(extensionProfile.extensions).toMatchObject([{ name: "entra-login" }]);
    expect(securityProfile).toEqual({ encryptionAtHost: true });
  },
);

test("an image of one's own may start with Trusted Launch and Secure Boot", async () => {
  const { securityProfile } = await machine({ imageId: pulumi.output(IMAGE), trustedLaunch: true, secureBoot: true });
  expect(securityProfile).toEqual({
    encryptionAtHost: true,
    securityType: "TrustedLaunch",
    uefiSettings: { vTpmEnabled: true, secureBootEnabled: true },
  });
});

test("encryption at the host can be left out where the subscription does not have it", async () => {
  expect((await machine({ encryptionAtHost: false })).securityProfile).toEqual({ encryptionAtHost: false });
});

test("the system disk takes a size and a disk encryption set", async () => {
  const { storageProfile } = await machine({ osDiskGiB: 512, diskEncryptionSetId: "des" });
  expect(storageProfile.osDisk).toMatchObject({
    diskSizeGB: 512,
    managedDisk: { storageAccountType: "Premium_LRS", diskEncryptionSet: { id: "des" } },
  });
});

test("host names have 15 characters in common at most, and differ between long names", async () => {
  const prefixOf = async (name: string) => {
    const { inputs } = await deploy(() => new GpuScaleSet(name, BASE));
    const profile = inputs[`azure-native:compute:VirtualMachineScaleSet::${name}`]?.virtualMachineProfile;
    return profile.osProfile.computerNamePrefix;
  };
  const [a, b] = [await prefixOf("train-language-models-a"), await prefixOf("train-language-models-b")];
  expect(a).toMatch(/^train-[0-9a-f]{8}$/);
  expect(b).toMatch(/^train-[0-9a-f]{8}$/);
  expect(a).not.toBe(b);
});

const HOURS = { timezone: "Europe/Berlin", start: "08:05", stop: "18:30" };
const EVERY_DAY = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

test("a schedule runs machines in its hours, stops all after them, and then leaves alone what is started", async () => {
  const { tree, inputs } = await pool({
    capacity: 1,
    maxCapacity: 4,
    schedule: { ...HOURS, days: ["MON", "WED"], minimum: 3 },
  });
  expect(tree).toContain("  azure-native:monitor:AutoscaleSetting train-autoscale");
  const at = (days: string[], hour: number, minute: number) => ({
    frequency: "Week",
    schedule: { timeZone: "W. Europe Standard Time", days, hours: [hour], minutes: [minute] },
  });
  expect(inputs[AUTOSCALE]).toEqual({
    resourceGroupName: "ml-dev",
    location: "swedencentral",
    enabled: true,
    targetResourceUri: "<train.id>",
    profiles: [
      {
        name: "hours",
        capacity: { minimum: "3", maximum: "4", default: "3" },
        recurrence: at(["Monday", "Wednesday"], 8, 5),
        rules: [],
      },
      {
        name: "stopping",
        capacity: { minimum: "1", maximum: "1", default: "1" },
        recurrence: at(EVERY_DAY, 18, 30),
        rules: [],
      },
      {
        name: "outside",
        capacity: { minimum: "1", maximum: "4", default: "1" },
        recurrence: at(EVERY_DAY, 19, 0),
        rules: [],
      },
    ],
  });
});

const profiles = async (args: Partial<GpuScaleSetArgs>) => (await pool(args)).inputs[AUTOSCALE]?.profiles;

test.each([
  [0, "1"],
  [2, "2"],
])("from %i machines a schedule runs %s, on every day", async (capacity, minimum) => {
  const [hours] = await profiles({ capacity, maxCapacity: 4, schedule: HOURS });
  expect(hours).toMatchObject({ capacity: { minimum }, recurrence: { schedule: { days: EVERY_DAY } } });
});

test("hours may reach into the next day", async () => {
  const schedule = { timezone: "Etc/UTC", start: "22:00", stop: "23:45" } as const;
  const [, stopping, outside] = await profiles({ schedule });
  expect(stopping.recurrence.schedule).toMatchObject({ timeZone: "UTC", hours: [23], minutes: [45] });
  expect(outside.recurrence.schedule).toMatchObject({ hours: [0], minutes: [15] });
});

test("with a schedule machines are started by the same command", async () => {
  const { outputs } = await pool({ schedule: HOURS });
  expect(outputs[COMPONENT]?.startCommand).toMatch(/^az vmss scale .* --new-capacity 1$/);
});

test("tags reach everything", async () => {
  const tags = { team: "ml" };
  const { inputs } = await pool({ schedule: HOURS, tags });
  expect([SCALE_SET, IDENTITY, AUTOSCALE].map((key) => inputs[key]?.tags)).toEqual([tags, tags, tags]);
});

test("transform has the last word on each child", async () => {
  const { inputs } = await pool({
    schedule: HOURS,
    transform: {
      scaleSet: { vmScaleSetName: "mine" },
      autoscale: { enabled: false },
      identity: { resourceName: "mine" },
    },
  });
  expect(inputs[SCALE_SET]?.vmScaleSetName).toBe("mine");
  expect(inputs[AUTOSCALE]?.enabled).toBe(false);
  expect(inputs[IDENTITY]?.resourceName).toBe("mine");
});

test("sizes are those of the catalog, with the same properties", () => {
  const known = azureVmSizes.map(({ name, driver, infiniBand, trustedLaunch, capacity }) => [
    name,
    { driver, infiniBand, trustedLaunch, reservation: capacity.includes("reservation") },
  ]);
  const own = gpuVmSizes().map((name) => {
    const { driver, infiniBand, trustedLaunch, reservation } = gpuVmSize(name);
    return [name, { driver, infiniBand, trustedLaunch, reservation }];
  });
  expect(Object.fromEntries(own)).toEqual(Object.fromEntries(known));
});

const H100 = { vmSize: "Standard_ND96isr_H100_v5", infiniBand: true };
test.each<[string, Partial<GpuScaleSetArgs>]>([
  ["'location' must be a region's name such as swedencentral, got \"Sweden Central\"", { location: "Sweden Central" }],
  ["'vmSize' must be one of Standard_NC4as_T4_v3, Standard_NC8as_T4_v3, ", { vmSize: "Standard_D4s_v5" }],
  ['got "NC24ads_A100_v4"', { vmSize: "NC24ads_A100_v4" }],
  ['got "Standard_NC6s_v3", which Azure has retired', { vmSize: "Standard_NC6s_v3" }],
  ['got "Standard_NC24rs_v3", which Azure has retired', { vmSize: "Standard_NC24rs_v3" }],
  [
    "'infiniBand' must go with a size of Standard_ND96asr_v4, Standard_ND96amsr_A100_v4, Standard_ND96isr_H100_v5, Standard_ND96isr_H200_v5, Standard_ND96isr_MI300X_v5, got Standard_NC24ads_A100_v4",
    { infiniBand: true },
  ],
  [
    "'zones' must be one zone at most with 'infiniBand', whose machines are together, got 1, 2",
    { ...H100, zones: ["1", "2"] },
  ],
  ["'zones' must be one of 1, 2, 3, got \"swedencentral-1\"", { zones: ["swedencentral-1"] }],
  ["'zones' must differ from each other, got 1, 1", { zones: ["1", "1"] }],
  ["'capacity' must be a whole number from 0, got -1", { capacity: -1 }],
  ["'maxCapacity' must be a whole number from 1 to 1000, got 0", { maxCapacity: 0 }],
  ["'maxCapacity' must be a whole number from 3 to 1000, got 2", { capacity: 3, maxCapacity: 2 }],
  ["'maxCapacity' must be a whole number from 1 to 1000, got 1001", { maxCapacity: 1001 }],
  ["'maxCapacity' must be a whole number from 1 to 100, got 101", { ...H100, maxCapacity: 101 }],
  ["'osDiskGiB' must be a whole number from 128 to 1023, got 127", { osDiskGiB: 127 }],
  ["'osDiskGiB' must be a whole number from 128 to 1023, got 1024", { osDiskGiB: 1024 }],
  ["'priority' must be one of Regular, Spot, got \"Low\"", { priority: "Low" as "Spot" }],
  [
    "'capacityReservationGroupId' must not be given with 'priority: Spot', which Azure does not reserve",
    { priority: "Spot", capacityReservationGroupId: RESERVED },
  ],
  [
    "'capacityReservationGroupId' must go with a size that Azure reserves, Standard_NC4as_T4_v3, Standard_NC8as_T4_v3, Standard_NC16as_T4_v3, Standard_NC64as_T4_v3, Standard_NV36ads_A10_v5, Standard_NV36adms_A10_v5, Standard_NV72ads_A10_v5, Standard_NC24ads_A100_v4, Standard_NC48ads_A100_v4, Standard_NC96ads_A100_v4, got Standard_NC40ads_H100_v5",
    { vmSize: "Standard_NC40ads_H100_v5", capacityReservationGroupId: RESERVED },
  ],
  [
    "'capacityReservationGroupId' must be the ARM id of a capacity reservation group, got \"a100s\"",
    { capacityReservationGroupId: "a100s" },
  ],
  [
    "'imageId' must be given for Standard_NC144ds_xl_RTXPRO6000BSE_v6: Azure has no image with its driver",
    { vmSize: "Standard_NC144ds_xl_RTXPRO6000BSE_v6" },
  ],
  [
    "'imageId' must be the ARM id of an image version in a gallery, …/images/<image>/versions/<version>, got \"ubuntu\"",
    { imageId: "ubuntu" },
  ],
  [
    "'trustedLaunch' must go with an 'imageId' for Standard_NC24ads_A100_v4: Azure's HPC image does not run with it",
    { trustedLaunch: true },
  ],
  [
    "'trustedLaunch' must be false for Standard_ND96asr_v4, which does not support it, got true",
    { vmSize: "Standard_ND96asr_v4", imageId: IMAGE, trustedLaunch: true },
  ],
  [
    "'secureBoot' must go with 'trustedLaunch' and an 'imageId' whose driver is signed",
    { imageId: IMAGE, secureBoot: true },
  ],
  [
    "'secureBoot' must go with 'trustedLaunch' and an 'imageId' whose driver is signed",
    { vmSize: "Standard_NV36ads_A10_v5", secureBoot: true },
  ],
  [
    "'schedule.timezone' must be an IANA time zone such as Europe/Berlin or Etc/UTC, got \"Europe/Atlantis\"",
    { schedule: { ...HOURS, timezone: "Europe/Atlantis" } },
  ],
  [
    "'schedule.timezone' must be a time zone that Azure Monitor has, such as Europe/Berlin or Etc/UTC, got \"Australia/Lord_Howe\", whose clocks go as those of none",
    { schedule: { ...HOURS, timezone: "Australia/Lord_Howe" } },
  ],
  [
    "'schedule.stop' must be 5 minutes or more after 'schedule.start', got 08:05 to 08:09",
    { schedule: { ...HOURS, stop: "08:09" } },
  ],
  [
    "'schedule.start' must be more than 30 minutes after 'schedule.stop', which it takes to stop machines, got 08:05 after 07:35",
    { schedule: { ...HOURS, stop: "07:35" } },
  ],
  ["'schedule.days' must name at least one day, got none", { schedule: { ...HOURS, days: [] } }],
  [
    "'schedule.minimum' must be a whole number from 1 to 2, got 3",
    { capacity: 1, maxCapacity: 2, schedule: { ...HOURS, minimum: 3 } },
  ],
])("fails before anything registers: %s", async (message, args) => {
  const { tree } = await deploy(() => {
    const build = () => new GpuScaleSet("train", { ...BASE, ...args });
    expect(build).toThrow(pulumi.RunError);
    expect(build).toThrow(message);
  });
  expect(tree).toEqual([]);
});

test.each(["-train", "tr_ain", "tr.ain", "t".repeat(57)])(
  "fails before anything registers: the name %s, which a scale set could not have",
  async (name) => {
    const { tree } = await deploy(() => {
      expect(() => new GpuScaleSet(name, BASE)).toThrow("'name' must be");
    });
    expect(tree).toEqual([]);
  },
);
