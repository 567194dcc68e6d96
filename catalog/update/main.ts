import { fileURLToPath } from "node:url";
import yoctoSpinner from "yocto-spinner";
import { DEFAULT_PATIENCE, PriceSourceError } from "./http.js";
import { progressBar } from "./progress-bar.js";
import { priceSources, publicEndpoints } from "./sources.js";
import { summaryOf } from "./summary.js";
import { updatePrices } from "./update.js";

// Refreshes the prices of machines. Google's needs an API key, in GOOGLE_API_KEY.
const catalog = fileURLToPath(new URL("..", import.meta.url));
const key = process.env.GOOGLE_API_KEY;
const googleApiKey = key === undefined || key === "" ? undefined : key;
const skipped =
  googleApiKey === undefined ? ["gcp: skipped: Google's price catalog needs a key in GOOGLE_API_KEY"] : [];
const spinner = yoctoSpinner({ stream: process.stderr });
try {
  if (process.stderr.isTTY) spinner.start("");
  const sources = priceSources(publicEndpoints, DEFAULT_PATIENCE, googleApiKey);
  const refreshes = await updatePrices(catalog, sources, new Date(), (what, done) => {
    if (spinner.isSpinning) spinner.text = progressBar(what, done);
  });
  spinner.stop();
  console.log(summaryOf(refreshes, skipped));
} catch (error) {
  spinner.stop();
  if (!(error instanceof PriceSourceError)) throw error;
  console.error(`error: ${error.message}; the catalog is as it was`);
  process.exitCode = 1;
}
