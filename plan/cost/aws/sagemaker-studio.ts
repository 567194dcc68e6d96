import { sageMakerPrice } from "../../../catalog/aws/prices.js";
import { HOURS_PER_MONTH } from "../../../catalog/rate.js";
import { objectOf, referred } from "../../inputs.js";
import type { Priced, Quote } from "../quote.js";
import { rateInWords } from "./rates.js";

/** What Studio starts an app on when nobody says otherwise. */
const DEFAULT_APP_TYPE = "ml.t3.medium";

/** A domain is billed by what its users keep. */
export function priceDomain({ region }: Priced): Quote {
  return {
    unpriced:
      "billed by what its home directories and the disks of its spaces hold, at rates that no source gives; " +
      `EFS by itself is ${rateInWords("efsStandard", region)}`,
  };
}

/** A user is billed for an app while it runs: at work, and not when idle. */
export function priceUserProfile(priced: Priced): Quote {
  const { inputs, region, loadHours } = priced;
  const domain = referred(priced, "domainId", "aws:sagemaker/domain:Domain")?.inputs;
  const appType = [inputs.userSettings, domain?.defaultUserSettings]
    .map((settings) => objectOf(objectOf(objectOf(settings).jupyterLabAppSettings).defaultResourceSpec).instanceType)
    .find((type) => typeof type === "string");
  const instanceType = String(appType ?? DEFAULT_APP_TYPE);
  const rate = sageMakerPrice(instanceType, region);
  if (rate === undefined) return { unpriced: `no source gives a price of a Studio app on ${instanceType}` };
  const quantity = { idle: 0, load: loadHours, full: HOURS_PER_MONTH };
  return [{ what: `Studio app on ${instanceType}`, rate, unit: "hour", quantity }];
}
