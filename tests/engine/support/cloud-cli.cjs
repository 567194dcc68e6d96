#!/usr/bin/env node
// Stands in for the AWS CLI in front of an emulated AWS: lists what has tags, and asks endpoints. STAND_IN_ANSWERS is a file
// whose lines say how requests end, one each time and the last one from then on: `ok`, or what goes wrong.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

const { EMULATOR_INVENTORY: inventory = "", STAND_IN_ANSWERS: answers = "" } = process.env;
const words = process.argv.slice(2);

if (words[0] === "sagemaker-runtime") {
  const [answer, ...later] = readFileSync(answers, "utf8").trim().split("\n");
  if (later.length > 0) writeFileSync(answers, later.join("\n"));
  if (answer === "ok") {
    process.stdout.write('{"choices": [{"message": {"content": "I am a model."}}]}\n');
  } else {
    process.stderr.write(`${answer}\n`);
    process.exitCode = 254;
  }
} else {
  /** @type {import("../emulator/inventory.js").Entry[]} */
  const entries = existsSync(inventory) ? JSON.parse(readFileSync(inventory, "utf8")).entries : [];
  const wanted = words.flatMap((word) => /^Key=(.+),Values=(.+)$/.exec(word)?.slice(1).join("=") ?? []);
  const tagged = entries.filter(({ inputs: { tags } }) => {
    const pairs = Object.entries(tags ?? {}).map((pair) => pair.join("="));
    return wanted.every((pair) => pairs.includes(pair));
  });
  const list = tagged.map(({ id, outputs }) => ({ ResourceARN: outputs.arn ?? id }));
  process.stdout.write(JSON.stringify({ ResourceTagMappingList: list }));
}
