import {
  computeInstanceDisk,
  computeInstanceLoadBalancer,
  managedNetworkEndpoints,
} from "../../../catalog/azure/billing.js";
import { type Inputs, numberOf, objectOf, referred, referring, textOf } from "../../inputs.js";
import type { ResourceState } from "../../plan.js";
import { machineHours } from "../machine-hours.js";
import { always, type Priced, type Quote, steady } from "../quote.js";
import { autoscaleOf, between, type Scaling } from "./autoscale.js";
import { DAYS_PER_MONTH } from "./days.js";
import { noPriceOf, vmCharge } from "./machines.js";
import { placeOf } from "./place.js";
import { chargeOf } from "./rates.js";

export const COMPUTE = "azure-native:machinelearningservices:Compute";
export const ONLINE_DEPLOYMENT = "azure-native:machinelearningservices:OnlineDeployment";
export const WORKSPACE = "azure-native:machinelearningservices:Workspace";
const RULE = "azure-native:machinelearningservices:ManagedNetworkSettingsRule";
const ONLINE_ENDPOINT = "ai-stack:azure:OnlineEndpoint";

/** What a workspace's managed network makes private endpoints to, by the workspace's input. */
const LINKED = {
  storageAccount: "azure-native:storage:StorageAccount",
  keyVault: "azure-native:keyvault:Vault",
  containerRegistry: "azure-native:containerregistry:Registry",
} as const;

/** A workspace costs nothing, but its managed network makes private endpoints. */
export function priceWorkspace(priced: Priced): Quote {
  const { inputs } = priced;
  const { isolationMode } = objectOf(inputs.managedNetwork);
  const approvedOnly = isolationMode === "AllowOnlyApprovedOutbound";
  const endpoints =
    approvedOnly || isolationMode === "AllowInternetOutbound" ? privateEndpoints(priced, approvedOnly) : 0;
  if (endpoints === 0) return "free";
  const what = `${endpoints} private endpoint${endpoints === 1 ? "" : "s"} of its managed network`;
  return [chargeOf(what, "privateEndpoint", placeOf(priced), always(endpoints))];
}

function privateEndpoints(priced: Priced, approvedOnly: boolean): number {
  const { inputs } = priced;
  const own = approvedOnly || isPrivate(priced.state) ? managedNetworkEndpoints.workspace : 0;
  return Object.entries(LINKED).reduce((sum, [input, type]) => {
    const linked = referred(priced, input, type);
    const reached = inputs[input] !== undefined && (approvedOnly || linked === undefined || isPrivate(linked));
    return sum + (reached ? managedNetworkEndpoints[input as keyof typeof LINKED] : 0);
  }, own);
}

/** The vault has it among its properties. */
function isPrivate({ inputs = {} }: ResourceState): boolean {
  return [inputs, objectOf(inputs.properties)].some(({ publicNetworkAccess }) =>
    /^disabled$/i.test(String(publicNetworkAccess)),
  );
}

/**
 * The first rule of a managed network that names a host brings a firewall for all of them, and one that names a resource a
 * private endpoint.
 */
export function priceNetworkRule(priced: Priced): Quote {
  const region = placeOf(priced);
  const { type } = objectOf(priced.inputs.properties);
  if (type === "PrivateEndpoint")
    return [chargeOf("private endpoint of the managed network", "privateEndpoint", region, always())];
  if (type !== "FQDN") return "free";
  const workspace = referred(priced, "workspaceName", WORKSPACE);
  if (workspace === undefined)
    return { unpriced: "the plan does not have its workspace, for whose firewall the first such rule is billed" };
  const rules = referring({ state: workspace, all: priced.all }, RULE);
  if (rules.find(({ inputs = {} }) => objectOf(inputs.properties).type === "FQDN") !== priced.state) return "free";
  const { firewallSku = "Standard" } = objectOf(workspace.inputs?.managedNetwork);
  if (firewallSku !== "Basic")
    return { unpriced: `no source gives a rate of the firewall that it brings, ${firewallSku}` };
  return [chargeOf("firewall of the managed network, Basic", "firewallBasic", region, always())];
}

/** A compute is billed by the hours of its machines. */
export function priceCompute(priced: Priced): Quote {
  const { computeType, properties } = objectOf(priced.inputs.properties);
  const { vmSize, ...inputs } = objectOf(properties);
  const size = textOf(vmSize);
  if (computeType !== "ComputeInstance" && computeType !== "AmlCompute")
    return { unpriced: `it stands for machines that are billed by themselves: ${textOf(computeType) ?? "unknown"}` };
  if (size === undefined) return { unpriced: "the plan does not say which machine it is" };
  return computeType === "ComputeInstance" ? instance(priced, size, inputs) : cluster(priced, size, inputs);
}

/** A compute instance keeps its disk when it is stopped. Only a time to shut down after stops it. */
function instance(priced: Priced, size: string, { idleTimeBeforeShutdown, enableNodePublicIp }: Inputs): Quote {
  const region = placeOf(priced);
  const hours = machineHours(between(idleTimeBeforeShutdown === undefined ? 1 : 0, 1).running, 1, priced.loadHours);
  const machine = vmCharge(size, region, "on-demand", hours);
  if (machine === undefined) return noPriceOf(size);
  const { sizeGiB, rate } = computeInstanceDisk;
  const balancer = { what: "load balancer", rate: computeInstanceLoadBalancer, unit: computeInstanceLoadBalancer.unit };
  return [
    machine,
    chargeOf(`disk of ${sizeGiB} GiB`, rate, region, steady(1)),
    ...(enableNodePublicIp === false ? [] : [{ ...balancer, quantity: steady(DAYS_PER_MONTH) }]),
  ];
}

function cluster(priced: Priced, size: string, { scaleSettings, vmPriority }: Inputs): Quote {
  const { minNodeCount, maxNodeCount } = objectOf(scaleSettings);
  const max = numberOf(maxNodeCount);
  if (max === undefined) return { unpriced: "the plan does not say how many nodes it has" };
  const hours = machineHours(between(numberOf(minNodeCount) ?? 0, max).running, max, priced.loadHours);
  const nodes = vmCharge(size, placeOf(priced), vmPriority === "LowPriority" ? "spot" : "on-demand", hours);
  return nodes === undefined ? noPriceOf(size) : [nodes];
}

/** How few and how many instances a deployment has: what its autoscale setting says, else its component, else itself. */
export function deploymentScaling(
  priced: Pick<Priced, "inputs" | "component">,
  autoscale: Scaling | undefined,
): Scaling | undefined {
  if (autoscale !== undefined) return autoscale;
  const { inputs, component } = priced;
  const deployments = component?.type === ONLINE_ENDPOINT ? objectOf(component.inputs?.deployments) : {};
  const { min, max } = objectOf(objectOf(deployments[String(inputs.deploymentName)]).instances);
  const capacity = numberOf(objectOf(inputs.sku).capacity);
  const least = numberOf(min) ?? capacity;
  const most = numberOf(max) ?? capacity;
  return least === undefined || most === undefined ? undefined : between(least, most);
}

/** A deployment is billed by the hours of its instances. On Kubernetes it costs nothing beside the cluster. */
export function priceOnlineDeployment(priced: Priced): Quote {
  const { endpointComputeType, instanceType } = objectOf(priced.inputs.properties);
  if (endpointComputeType === "Kubernetes") return "free";
  const size = textOf(instanceType);
  const scaling = deploymentScaling(priced, autoscaleOf(priced));
  if (size === undefined || scaling === undefined) return { unpriced: "the plan does not say which instances it has" };
  const charge = vmCharge(
    size,
    placeOf(priced),
    "on-demand",
    machineHours(scaling.running, scaling.max, priced.loadHours),
  );
  return charge === undefined ? noPriceOf(size) : [charge];
}

/** Azure is told the shares of an online endpoint's deployments in a template, which makes nothing. */
export function priceTemplate({ component }: Priced): Quote {
  if (component?.type === ONLINE_ENDPOINT) return "free";
  return { unpriced: "the plan does not say what its template makes" };
}
