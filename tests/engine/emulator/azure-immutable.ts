/**
 * Inputs, beside those that its ARM id is made of, for which the provider replaces an object of a type, in the form of
 * `changedInputs`.
 *
 * Sources, read in November 2026: `forceNewMap` in provider/pkg/gen/replacement.go of pulumi/pulumi-azure-native, and in
 * the models of Azure/azure-rest-api-specs `x-ms-mutability` without `update`, which counts for properties of the object
 * itself and those flattened into it, not for properties further in (provider/pkg/gen/properties.go). Those marked SDK
 * follow the models of azure-mgmt-* for Python, which are of a later version of the API; those marked COMMON are of
 * `TrackedResource` in common-types, which their models refer to.
 */
export const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  // forceNewMap.
  "azure-native:resources:ResourceGroup": ["location"],
  "azure-native:network:VirtualNetwork": ["location"],
  "azure-native:network:PublicIPAddress": ["location", "publicIPAddressVersion", "publicIPPrefix", "sku"],
  "azure-native:network:PrivateEndpoint": ["subnet"],
  "azure-native:authorization:RoleAssignment": ["principalId"],
  "azure-native:storage:StorageAccount": ["isHnsEnabled", "location"],
  // SDK.
  "azure-native:privatedns:PrivateZone": ["location"],
  "azure-native:privatedns:VirtualNetworkLink": ["location"],
  "azure-native:compute:VirtualMachineScaleSet": ["location"],
  "azure-native:compute:DiskEncryptionSet": ["location"],
  "azure-native:compute:CapacityReservationGroup": ["location"],
  "azure-native:compute:CapacityReservation": ["location"],
  "azure-native:containerregistry:Registry": ["location"],
  "azure-native:operationalinsights:Workspace": ["location"],
  "azure-native:storage:FileShare": ["enabledProtocols"],
  "azure-native:app:ContainerApp": ["environmentId", "kind", "location", "managedEnvironmentId"],
  "azure-native:app:ManagedEnvironment": ["infrastructureResourceGroup", "location", "zoneRedundant"],
  // COMMON.
  "azure-native:managedidentity:UserAssignedIdentity": ["location"],
  "azure-native:machinelearningservices:OnlineEndpoint": ["location"],
  "azure-native:machinelearningservices:OnlineDeployment": ["location"],
  // Microsoft.Insights; of action groups and alerts, which are global, not read but as of the others.
  "azure-native:applicationinsights:Component": ["applicationType", "location"],
  "azure-native:monitor:ActionGroup": ["location"],
  "azure-native:monitor:AutoscaleSetting": ["location"],
  "azure-native:monitor:MetricAlert": ["location"],
};
