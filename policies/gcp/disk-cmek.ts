import { type Inputs, listOf, objectOf } from "../../plan/inputs.js";
import { cisGcp, orgPolicy } from "../control.js";
import type { Resource } from "../resource.js";
import { rule } from "../rule.js";
import { ofEach } from "../undecided.js";
import { NOTEBOOK, setupOf } from "./machine.js";

// Local SSDs are left out: Google encrypts them with a key that ends with the machine, and takes no other.
export const diskCmek = rule({
  name: "gcp-disk-cmek",
  description: "In prod a disk is encrypted with a key of the team's own in Cloud KMS.",
  cloud: "gcp",
  environment: "prod",
  severity: "medium",
  level: "advisory",
  controls: [cisGcp("4.7"), orgPolicy("gcp.restrictNonCmekServices")],
  remediation:
    "Set diskEncryptionKey of the disk, kmsKeySelfLink of bootDisk, or kmsKey of a notebook's disks, and let Compute Engine's service agent use the key.",
  url: "https://docs.cloud.google.com/compute/docs/disks/customer-managed-encryption",
  scope: "resource",
  checks: {
    "gcp:compute/disk:Disk": ({ inputs }) => unless(hasKey(objectOf(inputs.diskEncryptionKey)), "it"),
    "gcp:compute/regionDisk:RegionDisk": ({ inputs }) => unless(hasKey(objectOf(inputs.diskEncryptionKey)), "it"),
    "gcp:compute/instance:Instance": ({ inputs }) => {
      const disk = objectOf(inputs.bootDisk);
      return unless(hasKey(disk) || "source" in disk, "bootDisk");
    },
    "gcp:compute/instanceTemplate:InstanceTemplate": ofTemplate,
    "gcp:compute/regionInstanceTemplate:RegionInstanceTemplate": ofTemplate,
    [NOTEBOOK]: function* ({ inputs }) {
      const setup = setupOf(inputs);
      for (const disk of ["bootDisk", "dataDisks"]) yield* unless(hasKey(objectOf(setup[disk])), `gceSetup.${disk}`);
    },
    "gcp:colab/runtimeTemplate:RuntimeTemplate": ({ inputs }) =>
      unless(hasKey(objectOf(inputs.encryptionSpec)), "a runtime"),
  },
});

function ofTemplate({ inputs }: Resource): Iterable<string> {
  return ofEach(listOf(inputs.disks), (disk, index) => {
    const elsewhere = "source" in disk || disk.type === "SCRATCH";
    return unless(elsewhere || hasKey(objectOf(disk.diskEncryptionKey)), `disks[${index}]`);
  });
}

/** Customer-supplied keys are the team's own, too. */
function hasKey(encryption: Inputs): boolean {
  return KEYS.some((key) => key in encryption);
}

const KEYS = [
  "kmsKeySelfLink",
  "kmsKeyName",
  "kmsKey",
  "rawKey",
  "rsaEncryptedKey",
  "diskEncryptionKeyRaw",
  "diskEncryptionKeyRsa",
];

function unless(encrypted: boolean, what: string): string[] {
  return encrypted ? [] : [`${what} is encrypted with a key of Google's`];
}
