/** US dollars as a reader takes them in: `$41`, `$2,270`, `$0.42`. */
export function usd(dollars: number): string {
  const digits = dollars > 0 && dollars < 10 ? 2 : 0;
  return inDollars(dollars, digits, digits);
}

/** The same, with `≈` before what is not all from list prices. */
export function about(dollars: number, approximate: boolean): string {
  return approximate && dollars > 0 ? `≈ ${usd(dollars)}` : usd(dollars);
}

/** A rate with all its digits: `$0.045`, `$0.30`. */
export function rate(dollars: number): string {
  return inDollars(dollars, 2, 8);
}

/** A number with at most two digits behind the point. */
export function amount(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: value < 10 ? 2 : 0 });
}

function inDollars(dollars: number, minimumFractionDigits: number, maximumFractionDigits: number): string {
  return dollars.toLocaleString("en-US", {
    style: "currency",
    currency: "USD",
    minimumFractionDigits,
    maximumFractionDigits,
  });
}
