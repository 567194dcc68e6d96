import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { markdown } from "../../../cli/print/markdown.js";
import { about, amount, rate, usd } from "../../../cli/print/money.js";
import type { Report } from "../../../cli/print/report.js";
import { terminal } from "../../../cli/print/terminal.js";

const report: Report = [
  { heading: "chat_1", note: "us-east-1" },
  { table: { head: ["what", "dollars"], rows: [{ strong: ["chat", "$12"] }, ["  a | b", "$2"]], right: [1] } },
  { text: "" },
  { text: "first\nsecond" },
  { code: "+ bucket" },
];

test("a terminal shows heads, columns and code as they are, and nothing of what is empty", () => {
  expect(stripVTControlCharacters(terminal(report))).toBe(
    [
      "chat_1  us-east-1",
      "  what     dollars\n  chat         $12\n    a | b       $2",
      "first\nsecond",
      "+ bucket",
    ].join("\n\n"),
  );
});

test("Markdown has a heading, a table with its alignment and its strong rows, line breaks and fenced code", () => {
  expect(markdown(report)).toBe(
    [
      "### chat\\_1\n\nus-east-1",
      "| what     | dollars |\n| :------- | ------: |\n| **chat** | **$12** |\n| a \\| b   |      $2 |",
      "first  \nsecond",
      "```\n+ bucket\n```",
    ].join("\n\n"),
  );
});

test("a plain table shows no head on a terminal, and has one in Markdown", () => {
  const plain: Report = [{ table: { head: ["name", "kind"], plain: true, rows: [["chat", "Endpoint"]] } }];
  expect(terminal(plain)).toBe("  chat  Endpoint");
  expect(markdown(plain)).toMatch(/^\| name \| kind +\|\n/);
});

test("a table without rows is left out of Markdown", () => {
  expect(markdown([{ table: { head: ["name"], rows: [] } }])).toBe("");
});

test("dollars: whole from ten on, cents below; zero has none", () => {
  expect([0, 0.3, 9.994, 41.4, 2270.4].map(usd)).toEqual(["$0", "$0.30", "$9.99", "$41", "$2,270"]);
});

test("what is not all from list prices has ≈ before it, except nothing at all", () => {
  expect([about(41, true), about(41, false), about(0, true)]).toEqual(["≈ $41", "$41", "$0"]);
});

test("a rate keeps its digits, and has cents at least", () => {
  expect([0.3, 0.045, 0.0001867].map(rate)).toEqual(["$0.30", "$0.045", "$0.0001867"]);
});

test("an amount has two digits behind the point at most, and none from ten on", () => {
  expect([0.125, 8, 498.6, 1460].map(amount)).toEqual(["0.13", "8", "499", "1,460"]);
});
