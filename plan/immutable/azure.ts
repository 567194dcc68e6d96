import type { ImmutableInputs } from "../diff.js";

/**
 * Inputs of Azure resources for which the provider makes a new object, by Pulumi type, in the names of
 * `@pulumi/azure-native` 3.28. All others it sends to Azure, which may refuse to change them: another key vault of a
 * workspace, another role of an assignment, another region of a security group.
 *
 * What an object's address is made of, its resource group, its parents and its name, always does. Source of the others:
 * provider/pkg/gen/replacement.go in pulumi/pulumi-azure-native, and `x-ms-mutability` without `update` in
 * Azure/azure-rest-api-specs, which counts for properties of the object itself and for those that the SDK lifts out of
 * `properties` (provider/pkg/gen/properties.go), read on 2026-11-25.
 *
 * @see https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/gen/replacement.go
 */
export const AZURE: ImmutableInputs = {
  "azure-native:network:VirtualNetwork": ["location", "resourceGroupName", "virtualNetworkName"],
  "azure-native:network:Subnet": ["resourceGroupName", "subnetName", "virtualNetworkName"],
  "azure-native:network:NetworkSecurityGroup": ["networkSecurityGroupName", "resourceGroupName"],
  "azure-native:network:NatGateway": ["natGatewayName", "resourceGroupName"],
  "azure-native:network:PublicIPAddress": [
    "location",
    "publicIPAddressVersion",
    "publicIPPrefix",
    "publicIpAddressName",
    "resourceGroupName",
    "sku",
  ],
  "azure-native:network:PrivateEndpoint": ["privateEndpointName", "resourceGroupName", "subnet"],
  "azure-native:network:PrivateDnsZoneGroup": ["privateDnsZoneGroupName", "privateEndpointName", "resourceGroupName"],
  "azure-native:privatedns:PrivateZone": ["location", "privateZoneName", "resourceGroupName"],
  "azure-native:privatedns:VirtualNetworkLink": [
    "location",
    "privateZoneName",
    "resourceGroupName",
    "virtualNetworkLinkName",
  ],
  "azure-native:privatedns:PrivateRecordSet": [
    "privateZoneName",
    "recordType",
    "relativeRecordSetName",
    "resourceGroupName",
  ],
  "azure-native:managedidentity:UserAssignedIdentity": ["location", "resourceGroupName", "resourceName"],
  "azure-native:authorization:RoleAssignment": ["principalId", "roleAssignmentName", "scope"],
  "azure-native:authorization:ManagementLockByScope": ["lockName", "scope"],
  "azure-native:resources:ResourceGroup": ["location", "resourceGroupName"],
  "azure-native:keyvault:Vault": ["resourceGroupName", "vaultName"],
  "azure-native:keyvault:Key": ["keyName", "resourceGroupName", "vaultName"],
  "azure-native:storage:StorageAccount": ["accountName", "isHnsEnabled", "location", "resourceGroupName"],
  "azure-native:storage:BlobServiceProperties": ["accountName", "blobServicesName", "resourceGroupName"],
  "azure-native:storage:FileServiceProperties": ["accountName", "fileServicesName", "resourceGroupName"],
  "azure-native:storage:ManagementPolicy": ["accountName", "managementPolicyName", "resourceGroupName"],
  "azure-native:storage:BlobContainer": ["accountName", "containerName", "resourceGroupName"],
  "azure-native:storage:FileShare": ["accountName", "enabledProtocols", "resourceGroupName", "shareName"],
  "azure-native:containerregistry:Registry": ["location", "registryName", "resourceGroupName"],
  "azure-native:operationalinsights:Workspace": ["location", "resourceGroupName", "workspaceName"],
  "azure-native:applicationinsights:Component": ["applicationType", "location", "resourceGroupName", "resourceName"],
  "azure-native:monitor:ActionGroup": ["actionGroupName", "location", "resourceGroupName"],
  "azure-native:monitor:MetricAlert": ["location", "resourceGroupName", "ruleName"],
  "azure-native:monitor:DiagnosticSetting": ["name", "resourceUri"],
  "azure-native:consumption:Budget": ["budgetName", "scope"],
  "azure-native:monitor:AutoscaleSetting": ["autoscaleSettingName", "location", "resourceGroupName"],
  "azure-native:compute:DiskEncryptionSet": ["diskEncryptionSetName", "location", "resourceGroupName"],
  "azure-native:compute:CapacityReservationGroup": ["capacityReservationGroupName", "location", "resourceGroupName"],
  "azure-native:compute:CapacityReservation": [
    "capacityReservationGroupName",
    "capacityReservationName",
    "location",
    "resourceGroupName",
  ],
  "azure-native:compute:VirtualMachineScaleSet": ["location", "resourceGroupName", "vmScaleSetName"],
  "azure-native:app:ManagedEnvironment": [
    "environmentName",
    "infrastructureResourceGroup",
    "location",
    "resourceGroupName",
    "zoneRedundant",
  ],
  "azure-native:app:ManagedEnvironmentsStorage": ["environmentName", "resourceGroupName", "storageName"],
  "azure-native:app:ContainerApp": [
    "containerAppName",
    "environmentId",
    "kind",
    "location",
    "managedEnvironmentId",
    "resourceGroupName",
  ],
  "azure-native:machinelearningservices:Workspace": ["resourceGroupName", "workspaceName"],
  "azure-native:machinelearningservices:Compute": ["computeName", "resourceGroupName", "workspaceName"],
  "azure-native:machinelearningservices:ManagedNetworkSettingsRule": ["resourceGroupName", "ruleName", "workspaceName"],
  "azure-native:machinelearningservices:WorkspaceConnection": ["connectionName", "resourceGroupName", "workspaceName"],
  "azure-native:machinelearningservices:Datastore": ["name", "resourceGroupName", "workspaceName"],
  "azure-native:machinelearningservices:EnvironmentContainer": ["name", "resourceGroupName", "workspaceName"],
  "azure-native:machinelearningservices:EnvironmentVersion": ["name", "resourceGroupName", "version", "workspaceName"],
  "azure-native:machinelearningservices:ModelContainer": ["name", "resourceGroupName", "workspaceName"],
  "azure-native:machinelearningservices:ModelVersion": ["name", "resourceGroupName", "version", "workspaceName"],
  "azure-native:machinelearningservices:DataVersion": ["name", "resourceGroupName", "version", "workspaceName"],
  "azure-native:machinelearningservices:OnlineEndpoint": [
    "endpointName",
    "location",
    "resourceGroupName",
    "workspaceName",
  ],
  "azure-native:machinelearningservices:OnlineDeployment": [
    "deploymentName",
    "endpointName",
    "location",
    "resourceGroupName",
    "workspaceName",
  ],
  "azure-native:resources:Deployment": ["deploymentName", "resourceGroupName"],
};
