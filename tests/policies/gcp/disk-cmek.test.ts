import { describe, test } from "vitest";
import { UNKNOWN } from "../../../plan/plan.js";
import { diskCmek } from "../../../policies/gcp/disk-cmek.js";
import { describeRule, expectVerdict } from "../support.js";

const prod = { environment: "prod" } as const;
const INSTANCE = "gcp:compute/instance:Instance";
const TEMPLATE = "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate";

describe.each(["gcp:compute/disk:Disk", "gcp:compute/regionDisk:RegionDisk"])("%s", (type) => {
  describeRule(diskCmek, type, {
    compliant: { ...prod, inputs: { diskEncryptionKey: { kmsKeySelfLink: UNKNOWN } } },
    broken: { ...prod, inputs: { diskEncryptionKey: {} }, breaks: "it is encrypted with a key of Google's" },
    absent: { ...prod, inputs: {}, breaks: "it is encrypted with a key of Google's" },
    unknown: { ...prod, inputs: { diskEncryptionKey: UNKNOWN }, undecided: "diskEncryptionKey" },
  });
});

describeRule(diskCmek, INSTANCE, {
  compliant: { ...prod, inputs: { bootDisk: { kmsKeySelfLink: UNKNOWN } } },
  broken: { ...prod, inputs: { bootDisk: {} }, breaks: "bootDisk is encrypted with a key of Google's" },
  absent: { ...prod, inputs: {}, breaks: "bootDisk is encrypted with a key of Google's" },
  unknown: { ...prod, inputs: { bootDisk: UNKNOWN }, undecided: "bootDisk" },
});

describe.each([TEMPLATE, "gcp:compute/instanceTemplate:InstanceTemplate"])("%s", (type) => {
  describeRule(diskCmek, type, {
    compliant: { ...prod, inputs: { disks: [{ boot: true, diskEncryptionKey: { kmsKeySelfLink: UNKNOWN } }] } },
    broken: {
      ...prod,
      inputs: { disks: [{ diskEncryptionKey: { kmsKeySelfLink: "k" } }, { boot: false }] },
      breaks: "disks[1] is encrypted with a key of Google's",
    },
    absent: { ...prod, inputs: {}, passes: true },
    unknown: { ...prod, inputs: { disks: UNKNOWN }, undecided: "disks" },
  });
});

describeRule(diskCmek, "gcp:workbench/instance:Instance", {
  compliant: { ...prod, inputs: { gceSetup: { bootDisk: { kmsKey: UNKNOWN }, dataDisks: { kmsKey: UNKNOWN } } } },
  broken: {
    ...prod,
    inputs: { gceSetup: { bootDisk: { kmsKey: "k" }, dataDisks: { diskEncryption: "GMEK" } } },
    breaks: "gceSetup.dataDisks is encrypted with a key of Google's",
  },
  absent: {
    ...prod,
    inputs: {},
    breaks: [
      "gceSetup.bootDisk is encrypted with a key of Google's",
      "gceSetup.dataDisks is encrypted with a key of Google's",
    ],
  },
  unknown: { ...prod, inputs: { gceSetup: UNKNOWN }, undecided: "gceSetup" },
});

describeRule(diskCmek, "gcp:colab/runtimeTemplate:RuntimeTemplate", {
  compliant: { ...prod, inputs: { encryptionSpec: { kmsKeyName: UNKNOWN } } },
  broken: { ...prod, inputs: { encryptionSpec: {} }, breaks: "a runtime is encrypted with a key of Google's" },
  absent: { ...prod, inputs: {}, breaks: "a runtime is encrypted with a key of Google's" },
  unknown: { ...prod, inputs: { encryptionSpec: UNKNOWN }, undecided: "encryptionSpec" },
});

describe(diskCmek.name, () => {
  test("outside prod Google's key is enough", () =>
    expectVerdict(diskCmek, INSTANCE, { environment: "dev", inputs: {}, silent: true }));

  test.each(["rawKey", "rsaEncryptedKey", "kmsKeyName"])("a disk may be encrypted with a %s", (key) =>
    expectVerdict(diskCmek, "gcp:compute/disk:Disk", {
      ...prod,
      inputs: { diskEncryptionKey: { [key]: UNKNOWN } },
      passes: true,
    }),
  );

  test.each(["diskEncryptionKeyRaw", "diskEncryptionKeyRsa"])("a machine may bring the key of its disk as %s", (key) =>
    expectVerdict(diskCmek, INSTANCE, { ...prod, inputs: { bootDisk: { [key]: UNKNOWN } }, passes: true }),
  );

  test("a disk that is attached says itself how it is encrypted", () => {
    expectVerdict(diskCmek, INSTANCE, { ...prod, inputs: { bootDisk: { source: UNKNOWN } }, passes: true });
    expectVerdict(diskCmek, TEMPLATE, { ...prod, inputs: { disks: [{ source: UNKNOWN }] }, passes: true });
  });

  test("a local SSD takes no key", () =>
    expectVerdict(diskCmek, TEMPLATE, { ...prod, inputs: { disks: [{ type: "SCRATCH" }] }, passes: true }));
});
