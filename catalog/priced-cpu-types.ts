/** A machine without an accelerator that the stacks use by default. */
export interface PricedCpuType {
  readonly cloud: "aws" | "gcp" | "azure";
  readonly name: string;
  readonly vCpus: number;
  readonly memoryGiB: number;
  /** Regions that its price is looked up for. */
  readonly regions: readonly string[];
}

/**
 * Machines of notebooks: an app of SageMaker Studio, a Workbench instance, a compute instance of Azure Machine Learning.
 * Their prices stand beside those of the machines with accelerators.
 */
export const pricedCpuTypes: readonly PricedCpuType[] = [
  { cloud: "aws", name: "ml.t3.medium", vCpus: 2, memoryGiB: 4, regions: ["us-east-2"] },
  {
    cloud: "gcp",
    name: "e2-standard-4",
    vCpus: 4,
    memoryGiB: 16,
    regions: ["us-central1", "us-east4", "us-east1", "us-west1", "europe-west1", "europe-west4", "asia-northeast1"],
  },
  {
    cloud: "azure",
    name: "Standard_DS3_v2",
    vCpus: 4,
    memoryGiB: 14,
    regions: ["eastus", "eastus2", "westus2", "westus3", "swedencentral", "westeurope"],
  },
];
