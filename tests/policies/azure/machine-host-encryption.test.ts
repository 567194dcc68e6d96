import { UNKNOWN } from "../../../plan/plan.js";
import { machineHostEncryption } from "../../../policies/azure/machine-host-encryption.js";
import { describeRule } from "../support.js";

const VM = "securityProfile.encryptionAtHost";

describeRule(machineHostEncryption, "azure-native:compute:VirtualMachine", {
  compliant: { inputs: { securityProfile: { encryptionAtHost: true } } },
  broken: {
    inputs: { securityProfile: { encryptionAtHost: false } },
    breaks: `${VM} is not true, and false is the default`,
  },
  absent: { inputs: {}, breaks: `${VM} is not true, and false is the default` },
  unknown: { inputs: { securityProfile: { encryptionAtHost: UNKNOWN } }, undecided: VM },
});

const scaleSet = (encryptionAtHost?: boolean | string) => ({
  virtualMachineProfile: { securityProfile: { encryptionAtHost } },
});

describeRule(machineHostEncryption, "azure-native:compute:VirtualMachineScaleSet", {
  compliant: { inputs: scaleSet(true) },
  broken: {
    inputs: scaleSet(false),
    breaks: "virtualMachineProfile.securityProfile.encryptionAtHost is not true, and false is the default",
  },
  absent: {
    inputs: {},
    breaks: "virtualMachineProfile.securityProfile.encryptionAtHost is not true, and false is the default",
  },
  unknown: { inputs: scaleSet(UNKNOWN), undecided: "virtualMachineProfile.securityProfile.encryptionAtHost" },
});

describeRule(machineHostEncryption, "azure-native:containerservice:AgentPool", {
  compliant: { inputs: { enableEncryptionAtHost: true } },
  broken: {
    inputs: { enableEncryptionAtHost: false },
    breaks: "enableEncryptionAtHost is not true, and false is the default",
  },
  absent: { inputs: {}, breaks: "enableEncryptionAtHost is not true, and false is the default" },
  unknown: { inputs: { enableEncryptionAtHost: UNKNOWN }, undecided: "enableEncryptionAtHost" },
});

const cluster = (...pools: object[]) => ({ agentPoolProfiles: pools });
const encrypted = { enableEncryptionAtHost: true };

describeRule(machineHostEncryption, "azure-native:containerservice:ManagedCluster", {
  compliant: { inputs: cluster(encrypted) },
  broken: {
    inputs: cluster(encrypted, { enableEncryptionAtHost: false }),
    breaks: "agentPoolProfiles[1].enableEncryptionAtHost is not true, and false is the default",
  },
  absent: {
    inputs: cluster({}),
    breaks: "agentPoolProfiles[0].enableEncryptionAtHost is not true, and false is the default",
  },
  unknown: {
    inputs: cluster(encrypted, { enableEncryptionAtHost: UNKNOWN }),
    undecided: "agentPoolProfiles[1].enableEncryptionAtHost",
  },
});
