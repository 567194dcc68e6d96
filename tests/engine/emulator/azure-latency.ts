import type { TypeLatency } from "./latency.js";

/** How long Azure works on what the stacks are made of. */
export const AZURE_LATENCY: Readonly<Record<string, TypeLatency>> = {
  // Creation returns with the revision, which starts behind it.
  "azure-native:app:ContainerApp": "service",
  "azure-native:app:ManagedEnvironment": {
    class: "service",
    createSec: 596,
    atMost: true, // the acceptance test TestAccContainerAppEnvironment_basic: it deletes the environment, too
    source: "https://github.com/hashicorp/terraform-provider-azurerm/pull/32900",
    asOf: "2026-07-29",
  },
  "azure-native:app:ManagedEnvironmentsStorage": "setting",
  "azure-native:applicationinsights:Component": "network",
  "azure-native:authorization:ManagementLockByScope": "setting",
  "azure-native:authorization:RoleAssignment": "network",
  "azure-native:compute:CapacityReservation": "network",
  "azure-native:compute:CapacityReservationGroup": "setting",
  "azure-native:compute:DiskEncryptionSet": "network",
  // Pools begin without machines.
  "azure-native:compute:VirtualMachineScaleSet": "network",
  "azure-native:consumption:Budget": "setting",
  "azure-native:containerregistry:Registry": "service",
  "azure-native:keyvault:Key": "setting",
  "azure-native:keyvault:Vault": "service",
  "azure-native:machinelearningservices:Compute": ({ properties }) =>
    // A cluster begins without machines, an instance runs.
    (properties as { computeType?: unknown } | undefined)?.computeType === "AmlCompute" ? "service" : "machine",
  "azure-native:machinelearningservices:DataVersion": "setting",
  "azure-native:machinelearningservices:Datastore": "setting",
  "azure-native:machinelearningservices:EnvironmentContainer": "setting",
  "azure-native:machinelearningservices:EnvironmentVersion": "setting",
  // Each changes the network's firewall.
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule": "service",
  "azure-native:machinelearningservices:ModelContainer": "setting",
  "azure-native:machinelearningservices:ModelVersion": "setting",
  "azure-native:machinelearningservices:OnlineDeployment": "model",
  "azure-native:machinelearningservices:OnlineEndpoint": "service",
  "azure-native:machinelearningservices:Workspace": {
    class: "service",
    createSec: 1800, // "around 30 minutes" to make the managed network
    source:
      "https://github.com/MicrosoftDocs/azure-ai-docs/blob/050f1826a81fc90c310be2d8916739ae500a525c/articles/machine-learning/how-to-managed-network.md",
    asOf: "2024-08-29",
  },
  "azure-native:machinelearningservices:WorkspaceConnection": "setting",
  "azure-native:managedidentity:UserAssignedIdentity": "setting",
  "azure-native:monitor:ActionGroup": "setting",
  "azure-native:monitor:AutoscaleSetting": "setting",
  "azure-native:monitor:DiagnosticSetting": "setting",
  "azure-native:monitor:MetricAlert": "setting",
  "azure-native:network:NatGateway": "network",
  "azure-native:network:NetworkSecurityGroup": "network",
  "azure-native:network:PrivateDnsZoneGroup": "network",
  "azure-native:network:PrivateEndpoint": "service",
  "azure-native:network:PublicIPAddress": "network",
  "azure-native:network:Subnet": "network",
  "azure-native:network:VirtualNetwork": "network",
  "azure-native:operationalinsights:Workspace": "service",
  "azure-native:privatedns:PrivateRecordSet": "setting",
  "azure-native:privatedns:PrivateZone": "service",
  "azure-native:privatedns:VirtualNetworkLink": "service",
  "azure-native:resources:Deployment": "service",
  "azure-native:resources:ResourceGroup": {
    class: "service",
    createSec: 5,
    source: "https://github.com/turbot/steampipe-plugin-azure/pull/306",
    asOf: "2021-09-08",
  },
  "azure-native:storage:BlobContainer": "setting",
  "azure-native:storage:BlobServiceProperties": "setting",
  "azure-native:storage:FileServiceProperties": "setting",
  "azure-native:storage:FileShare": "setting",
  "azure-native:storage:ManagementPolicy": "setting",
  "azure-native:storage:StorageAccount": {
    class: "service",
    createSec: 39,
    source: "https://github.com/turbot/steampipe-plugin-azure/pull/306",
    asOf: "2021-09-08",
  },
};
