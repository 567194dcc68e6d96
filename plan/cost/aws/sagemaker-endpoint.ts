import { sageMakerPrice } from "../../../catalog/aws/prices.js";
import { findModel } from "../../../catalog/models.js";
import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { publishedWeightsGiB } from "../../../sizing/memory.js";
import { type Inputs, listOf, numberOf, objectOf, referred, referring } from "../../inputs.js";
import { type ResourceState, UNKNOWN } from "../../plan.js";
import { type Charge, type Priced, type Quote, scaled } from "../quote.js";
import { chargeOf, rateInWords } from "./rates.js";

const CONFIGURATION = "aws:sagemaker/endpointConfiguration:EndpointConfiguration";
const CLOUD_CONTROL = "aws:cloudcontrol/resource:Resource";
const ENDPOINT = "ai-stack:aws:SageMakerEndpoint";

/** Machines of one type that serve a variant of an endpoint. */
export interface Fleet {
  readonly variant: unknown;
  readonly instanceType: string;
  readonly min: number;
  readonly max: number;
}

/**
 * The machines of an endpoint; nothing when the plan does not say. How few and how many is what its autoscaler says,
 * else its component, else its configuration. A configuration of Cloud Control is unknown before it is deployed: then the
 * component says all.
 *
 * @param targets what is autoscaled of it
 */
export function endpointFleets(
  priced: Pick<Priced, "state" | "find" | "component">,
  targets: readonly ResourceState[],
): Fleet[] | undefined {
  const ours = objectOf(priced.component?.type === ENDPOINT ? priced.component.inputs : undefined);
  const found = variantsOf(priced);
  const variants = found.length > 0 ? found : [{ instanceType: ours.instanceType }];
  const fleets: Fleet[] = [];
  for (const { variantName, instanceType, initialInstanceCount, managedInstanceScaling } of variants) {
    const target = targets.find(
      ({ inputs = {} }) => variants.length === 1 || String(inputs.resourceId).endsWith(`/variant/${variantName}`),
    );
    const { minCapacity, maxCapacity } = objectOf(target?.inputs);
    const { minInstanceCount, maxInstanceCount } = objectOf(managedInstanceScaling);
    const replicas = objectOf(ours.replicas);
    const first = (...values: unknown[]) => values.map(numberOf).find((value) => value !== undefined);
    const min = first(minCapacity, replicas.min, minInstanceCount, initialInstanceCount);
    const max = first(maxCapacity, replicas.max, maxInstanceCount, initialInstanceCount);
    if (typeof instanceType !== "string" || instanceType === UNKNOWN) return undefined;
    if (min === undefined || max === undefined) return undefined;
    fleets.push({ variant: variantName, instanceType, min, max });
  }
  return fleets;
}

/** The variants that an endpoint's configuration says; none when that is unknown, or not in the plan. */
function variantsOf(priced: Pick<Priced, "state" | "find">): Inputs[] {
  const { type, inputs = {} } = referred(priced, "endpointConfigName", CONFIGURATION, CLOUD_CONTROL) ?? {};
  if (type === CONFIGURATION) return listOf(inputs.productionVariants);
  return listOf(desiredState(inputs).ProductionVariants).map(
    ({ VariantName, InstanceType, InitialInstanceCount, ManagedInstanceScaling }) => ({
      variantName: VariantName,
      instanceType: InstanceType,
      initialInstanceCount: InitialInstanceCount,
      managedInstanceScaling: {
        minInstanceCount: objectOf(ManagedInstanceScaling).MinInstanceCount,
        maxInstanceCount: objectOf(ManagedInstanceScaling).MaxInstanceCount,
      },
    }),
  );
}

/** What a resource of Cloud Control is to be; empty where that is unknown. */
function desiredState(inputs: Inputs): Inputs {
  try {
    return objectOf(JSON.parse(String(inputs.desiredState)));
  } catch {
    return {};
  }
}

/** An endpoint is billed by the hours of its machines. */
export function priceEndpoint(priced: Priced): Quote {
  const { region, loadHours } = priced;
  const fleets = endpointFleets(priced, referring(priced, "aws:appautoscaling/target:Target"));
  if (fleets === undefined) return { unpriced: "the plan does not say which machines it runs on" };
  const charges: Charge[] = [];
  for (const { instanceType, min, max } of fleets) {
    const rate = sageMakerPrice(instanceType, region);
    if (rate === undefined) return { unpriced: `no source gives a price of ${instanceType}` };
    charges.push({ what: instanceType, rate, unit: "hour", quantity: scaled(min, max, loadHours) });
  }
  return charges;
}

/** A model costs nothing but the way of its weights: at each wake-up from zero they come through a NAT gateway. */
export function priceModel({ component, region, loadHours }: Priced): Quote {
  const { model, replicas, weights } = objectOf(component?.type === ENDPOINT ? component.inputs : undefined);
  if (objectOf(replicas).min !== 0 || weights !== undefined) return "free";
  const found = findModel(String(model));
  if (found === undefined)
    return {
      unpriced:
        `its weights come through a NAT gateway at each wake-up, at ${rateInWords("natGatewayData", region)}: ` +
        `the catalog does not know how large ${model} is`,
    };
  const gigabytes = (publishedWeightsGiB(found) * 1024 ** 3) / 1e9;
  const aDay = gigabytes * (HOURS_PER_MONTH / 24);
  const what = "weights through a NAT gateway, at one wake-up a day";
  return [chargeOf(what, "natGatewayData", region, { idle: 0, load: loadHours > 0 ? aDay : 0, full: aDay })];
}

/** A resource of Cloud Control is priced where its type is one of ours. */
export function priceCloudControl({ inputs }: Priced): Quote {
  const { typeName } = inputs;
  if (typeName === "AWS::SageMaker::EndpointConfig" || typeName === "AWS::SageMaker::InferenceComponent") return "free";
  return { unpriced: `the catalog has no price of ${typeName}` };
}
