/** Resource types whose replacement changes the address that requests are sent to. */
export const ADDRESSED: ReadonlySet<string> = new Set([
  "aws:sagemaker/endpoint:Endpoint",
  "azure-native:app:ContainerApp",
  "azure-native:machinelearningservices:OnlineEndpoint",
  "gcp:cloudrunv2/service:Service",
  "gcp:vertex/aiEndpointWithModelGardenDeployment:AiEndpointWithModelGardenDeployment",
]);
