import { AUTOSCALE } from "./azure/autoscale.js";
import { priceContainerApp, priceManagedEnvironment } from "./azure/container-apps.js";
import {
  COMPUTE,
  ONLINE_DEPLOYMENT,
  priceCompute,
  priceNetworkRule,
  priceOnlineDeployment,
  priceTemplate,
  priceWorkspace,
  WORKSPACE,
} from "./azure/machine-learning.js";
import { priceScaleSet, SCALE_SET } from "./azure/machines.js";
import {
  priceDnsZone,
  priceMetricAlert,
  priceNatGateway,
  pricePrivateEndpoint,
  pricePublicAddress,
} from "./azure/network.js";
import {
  priceActionGroup,
  priceFileShare,
  priceKey,
  priceLogs,
  priceRegistry,
  priceStorageAccount,
  priceVault,
} from "./azure/stores.js";
import type { PriceRule, Pricing } from "./quote.js";

/** What costs nothing by itself. Machines of an autoscale setting and logs of a diagnostic one are billed where they are. */
const FREE = [
  "azure-native:app:ManagedEnvironmentsStorage",
  "azure-native:authorization:ManagementLockByScope",
  "azure-native:authorization:RoleAssignment",
  "azure-native:compute:DiskEncryptionSet",
  "azure-native:consumption:Budget",
  "azure-native:machinelearningservices:DataVersion",
  "azure-native:machinelearningservices:Datastore",
  "azure-native:machinelearningservices:EnvironmentVersion",
  "azure-native:machinelearningservices:ModelVersion",
  "azure-native:machinelearningservices:OnlineEndpoint",
  "azure-native:machinelearningservices:WorkspaceConnection",
  "azure-native:managedidentity:UserAssignedIdentity",
  AUTOSCALE,
  "azure-native:monitor:DiagnosticSetting",
  "azure-native:network:NetworkSecurityGroup",
  "azure-native:network:PrivateDnsZoneGroup",
  "azure-native:network:Subnet",
  "azure-native:network:VirtualNetwork",
  "azure-native:privatedns:PrivateRecordSet",
  "azure-native:privatedns:VirtualNetworkLink",
  "azure-native:resources:ResourceGroup",
  "azure-native:storage:BlobServiceProperties",
  "azure-native:storage:ManagementPolicy",
];

const free: PriceRule = () => "free";

/** Rules for the resources of `@pulumi/azure-native` that the stacks make. */
export const AZURE_PRICING: Pricing = {
  ...Object.fromEntries(FREE.map((type) => [type, free])),
  "azure-native:app:ContainerApp": priceContainerApp,
  "azure-native:app:ManagedEnvironment": priceManagedEnvironment,
  "azure-native:applicationinsights:Component": priceLogs,
  [SCALE_SET]: priceScaleSet,
  "azure-native:containerregistry:Registry": priceRegistry,
  "azure-native:keyvault:Key": priceKey,
  "azure-native:keyvault:Vault": priceVault,
  [COMPUTE]: priceCompute,
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule": priceNetworkRule,
  [ONLINE_DEPLOYMENT]: priceOnlineDeployment,
  [WORKSPACE]: priceWorkspace,
  "azure-native:monitor:ActionGroup": priceActionGroup,
  "azure-native:monitor:MetricAlert": priceMetricAlert,
  "azure-native:network:NatGateway": priceNatGateway,
  "azure-native:network:PrivateEndpoint": pricePrivateEndpoint,
  "azure-native:network:PublicIPAddress": pricePublicAddress,
  "azure-native:operationalinsights:Workspace": priceLogs,
  "azure-native:privatedns:PrivateZone": priceDnsZone,
  "azure-native:resources:Deployment": priceTemplate,
  "azure-native:storage:FileShare": priceFileShare,
  "azure-native:storage:StorageAccount": priceStorageAccount,
};
