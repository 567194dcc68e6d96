import { textOf } from "../../inputs.js";
import type { Priced } from "../quote.js";

/** The region of a resource, as Azure's API writes it. */
export function placeOf({ inputs, region }: Pick<Priced, "inputs" | "region">): string {
  const place = textOf(inputs.location)?.toLowerCase().replaceAll(" ", "");
  return place === undefined || place === "global" ? region : place;
}
