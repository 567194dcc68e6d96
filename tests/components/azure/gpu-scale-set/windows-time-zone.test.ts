import { describe, expect, test } from "vitest";
import { windowsTimeZone } from "../../../../components/azure/gpu-scale-set/windows-time-zone.js";

describe("a time zone is given as the one of Azure Monitor whose clocks go alike", () => {
  test.each([
    ["Etc/UTC", "UTC"],
    ["Europe/Berlin", "W. Europe Standard Time"],
    ["Europe/Paris", "W. Europe Standard Time"],
    ["Europe/London", "GMT Standard Time"],
    ["Europe/Helsinki", "GTB Standard Time"],
    ["Asia/Jerusalem", "Israel Standard Time"],
    ["Asia/Kolkata", "India Standard Time"],
    ["Asia/Shanghai", "Singapore Standard Time"],
    ["Australia/Melbourne", "AUS Eastern Standard Time"],
    ["America/New_York", "Eastern Standard Time"],
    ["America/Phoenix", "US Mountain Standard Time"],
    ["America/Denver", "Mountain Standard Time"],
    ["America/Los_Angeles", "Pacific Standard Time"],
  ])("%s: %s", (timezone, windows) => {
    expect(windowsTimeZone("timezone", timezone)).toBe(windows);
  });
});

test.each(["Pacific/Chatham", "Australia/Lord_Howe"])(
  "fails: %s, whose clocks go as those of no other place",
  (timezone) => {
    expect(() => windowsTimeZone("hours.timezone", timezone)).toThrow(
      `'hours.timezone' must be a time zone that Azure Monitor has, such as Europe/Berlin or Etc/UTC, got "${timezone}"`,
    );
  },
);
