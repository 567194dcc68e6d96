/** What the provider gives access to by IAM, by module: names of its resources without `Member`, `Binding` and `Policy`. */
const GRANTABLE: Readonly<Record<string, string>> = {
  accesscontextmanager: "accessPolicyIam",
  apigateway: "apiConfigIam apiIam gatewayIam",
  apigee: "environmentIam",
  artifactregistry: "repositoryIam",
  beyondcorp: "securityGatewayApplicationIam securityGatewayIam",
  biglake: "hiveCatalogIam hiveDatabaseIam hiveTableIam icebergCatalogIam icebergNamespaceIam icebergTableIam",
  bigquery: "connectionIam datapolicyv2DataPolicyIam datasetIam iam routineIam",
  bigqueryanalyticshub: "dataExchangeIam listingIam",
  bigquerydatapolicy: "dataPolicyIam",
  bigtable: "instanceIam tableIam",
  billing: "accountIam",
  binaryauthorization: "attestorIam",
  certificateauthority: "caPoolIam certificateTemplateIam",
  cloudbuildv2: "connectionIAM",
  clouddeploy: "customTargetTypeIam deliveryPipelineIam targetIam",
  cloudfunctions: "functionIam",
  cloudfunctionsv2: "functionIam",
  cloudrun: "iam",
  cloudrunv2: "jobIam serviceIam workerPoolIam",
  cloudtasks: "queueIam",
  colab: "runtimeTemplateIam",
  compute:
    "backendBucketIam backendServiceIam diskIam firewallPolicyIam imageIam instanceIAM instanceTemplateIam instantSnapshotIam machineImageIam networkFirewallPolicyIam regionBackendBucketIam regionBackendServiceIam regionDiskIam regionInstantSnapshotIam regionNetworkFirewallPolicyIam snapshotIam storagePoolIam subnetworkIAM",
  containeranalysis: "noteIam",
  datacatalog: "entryGroupIam policyTagIam tagTemplateIam taxonomyIam",
  dataform: "repositoryIam",
  dataplex:
    "aspectTypeIam assetIam dataProductIam datascanIam entryGroupIam entryTypeIam glossaryIam lakeIam taskIam zoneIam",
  dataproc:
    "autoscalingPolicyIam clusterIAM jobIAM metastoreDatabaseIam metastoreFederationIam metastoreServiceIam metastoreTableIam",
  discoveryengine: "searchEngineIam",
  dns: "dnsManagedZoneIam",
  endpoints: "consumersIam serviceIam",
  folder: "iAM",
  gemini: "repositoryGroupIam",
  gkebackup: "backupPlanIam restorePlanIam",
  gkehub: "featureIam membershipIam scopeIam",
  healthcare: "consentStoreIam datasetIam dicomStoreIam fhirStoreIam hl7StoreIam",
  iam: "workforcePoolIam workloadIdentityPoolIam",
  iap: "agentRegistryAgentIam agentRegistryEndpointIam agentRegistryIam agentRegistryMcpServerIam appEngineServiceIam appEngineVersionIam locationWebIam tunnelDestGroupIam tunnelIam tunnelInstanceIAM webBackendServiceIam webCloudRunServiceIam webForwardingRuleServiceIam webIam webRegionBackendServiceIam webRegionForwardingRuleServiceIam webTypeAppEngingIam webTypeComputeIam",
  kms: "cryptoKeyIAM ekmConnectionIam keyRingIAM",
  logging: "logViewIam",
  networkconnectivity: "hubIam",
  networksecurity: "addressGroupIam",
  notebooks: "instanceIam runtimeIam",
  organizations: "iAM",
  projects: "iAM",
  pubsub: "schemaIam subscriptionIAM topicIAM",
  runtimeconfig: "configIam",
  secretmanager: "regionalSecretIam secretIam",
  securesourcemanager: "instanceIam repositoryIam",
  securitycenter: "instanceIam sourceIam v2OrganizationSourceIam",
  serviceaccount: "iAM",
  servicedirectory: "namespaceIam serviceIam",
  sourcerepo: "repositoryIam",
  spanner: "databaseIAM instanceIAM",
  storage: "bucketIAM managedFolderIam",
  tags: "tagKeyIam tagValueIam",
  vertex:
    "aiEndpointIam aiFeatureGroupIam aiFeatureOnlineStoreFeatureviewIam aiFeatureOnlineStoreIam aiFeatureStoreEntityTypeIam aiFeatureStoreIam aiReasoningEngineIam",
  workbench: "instanceIam",
  workstations: "workstationConfigIam workstationIam",
};

/** Types of the resources that give somebody a role on any kind of resource. */
export const IAM_GRANTS: readonly string[] = Object.entries(GRANTABLE).flatMap(([module, names]) =>
  names.split(" ").flatMap((name) => grantTypes(module, name)),
);

/** Those that give a role on a project, a folder or an organization, and so on all that is in it. */
export const PROJECT_GRANTS: readonly string[] = ["projects", "folder", "organizations"].flatMap((module) =>
  grantTypes(module, "iAM"),
);

function grantTypes(module: string, name: string): string[] {
  return ["Member", "Binding", "Policy"].map(
    (kind) => `gcp:${module}/${name}${kind}:${name.charAt(0).toUpperCase()}${name.slice(1)}${kind}`,
  );
}
