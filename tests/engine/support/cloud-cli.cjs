#!/usr/bin/env node
// Stands in for a cloud's CLI, by the name it is called by, in front of an emulated cloud, and for curl: lists what has a
// stack's tags, gives tokens, and asks endpoints. STAND_IN_ANSWERS is a file whose lines say how requests end, one each time
// and the last one from then on: `ok`, or what goes wrong.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { basename } = require("node:path");

const { EMULATOR_INVENTORY: inventory = "", STAND_IN_ANSWERS: answers = "" } = process.env;
const [, called = "", ...words] = process.argv;

/** @typedef {import("../emulator/inventory.js").Entry} Entry */

/** @returns {Entry[]} what the cloud has with all of these tags, `stack=aws-dev` */
function tagged(/** @type {string[]} */ wanted, /** @type {(entry: Entry) => unknown} */ tagsOf) {
  /** @type {Entry[]} */
  const entries = existsSync(inventory) ? JSON.parse(readFileSync(inventory, "utf8")).entries : [];
  return entries.filter((entry) => {
    const pairs = Object.entries(tagsOf(entry) ?? {}).map((pair) => pair.join("="));
    return wanted.every((pair) => pairs.includes(pair));
  });
}

function request() {
  const [answer, ...later] = readFileSync(answers, "utf8").trim().split("\n");
  if (later.length > 0) writeFileSync(answers, later.join("\n"));
  if (answer === "ok") return '{"choices": [{"message": {"content": "I am a model."}}]}\n';
  process.stderr.write(`${answer}\n`);
  process.exitCode = 22;
  return "";
}

/** @returns {string[]} what a pattern captures in the words, `stack` and `aws-dev` as `stack=aws-dev` */
const pairs = (/** @type {RegExp} */ pattern) =>
  words.flatMap((word) => [...word.matchAll(pattern)].map(([, ...pair]) => pair.join("=")));

/** @type {Record<string, () => string>} */
const CLIS = {
  curl: request,
  aws: () => {
    if (words[0] === "sagemaker-runtime") return request();
    const found = tagged(pairs(/^Key=(.+),Values=(.+)$/g), ({ inputs }) => inputs.tags);
    return JSON.stringify({
      ResourceTagMappingList: found.map(({ id, outputs }) => ({ ResourceARN: outputs.arn ?? id })),
    });
  },
  gcloud: () => {
    if (words[0] === "auth") return "a-token\n";
    const found = tagged(pairs(/labels\.(\w+)=([\w-]+)/g), ({ outputs }) => outputs.effectiveLabels);
    return JSON.stringify(found.map(({ id }) => ({ name: `//googleapis.com/${id}` })));
  },
  az: () => {
    const found = tagged(pairs(/^(stack)=(.+)$/g), ({ inputs }) => inputs.tags);
    const listed = found.filter(({ kept }) => kept === undefined); // not what it could restore
    return JSON.stringify(listed.map(({ id, inputs }) => ({ id, tags: inputs.tags })));
  },
};

process.stdout.write(CLIS[basename(called)]?.() ?? "");
