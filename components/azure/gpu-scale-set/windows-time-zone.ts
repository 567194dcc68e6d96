import { RunError } from "@pulumi/pulumi";

/**
 * One of the time zones that Azure Monitor accepts, which are those of Windows, for each way that clocks go, with a
 * place that it holds for.
 *
 * Sources: the `timeZone` of a recurrent schedule in the API of Azure Monitor autoscale 2022-10-01 (names);
 * windowsZones.xml of Unicode CLDR at 062dc06d, territory 001 (places).
 */
const ZONES: Readonly<Record<string, string>> = {
  UTC: "Etc/UTC",
  "Dateline Standard Time": "Etc/GMT+12",
  "UTC-11": "Etc/GMT+11",
  "Hawaiian Standard Time": "Pacific/Honolulu",
  "Alaskan Standard Time": "America/Anchorage",
  "Pacific Standard Time": "America/Los_Angeles",
  "US Mountain Standard Time": "America/Phoenix",
  "Mountain Standard Time": "America/Denver",
  "Central America Standard Time": "America/Guatemala",
  "Central Standard Time": "America/Chicago",
  "SA Pacific Standard Time": "America/Bogota",
  "Eastern Standard Time": "America/New_York",
  "SA Western Standard Time": "America/La_Paz",
  "Atlantic Standard Time": "America/Halifax",
  "Pacific SA Standard Time": "America/Santiago",
  "Newfoundland Standard Time": "America/St_Johns",
  "E. South America Standard Time": "America/Sao_Paulo",
  "Greenland Standard Time": "America/Godthab",
  "UTC-02": "Etc/GMT+2",
  "Azores Standard Time": "Atlantic/Azores",
  "Cape Verde Standard Time": "Atlantic/Cape_Verde",
  "GMT Standard Time": "Europe/London",
  "Morocco Standard Time": "Africa/Casablanca",
  "W. Europe Standard Time": "Europe/Berlin",
  "W. Central Africa Standard Time": "Africa/Lagos",
  "GTB Standard Time": "Europe/Bucharest",
  "Egypt Standard Time": "Africa/Cairo",
  "Israel Standard Time": "Asia/Jerusalem",
  "South Africa Standard Time": "Africa/Johannesburg",
  "E. Africa Standard Time": "Africa/Nairobi",
  "Iran Standard Time": "Asia/Tehran",
  "Arabian Standard Time": "Asia/Dubai",
  "Afghanistan Standard Time": "Asia/Kabul",
  "Pakistan Standard Time": "Asia/Karachi",
  "India Standard Time": "Asia/Calcutta",
  "Nepal Standard Time": "Asia/Katmandu",
  "Bangladesh Standard Time": "Asia/Dhaka",
  "Myanmar Standard Time": "Asia/Rangoon",
  "SE Asia Standard Time": "Asia/Bangkok",
  "Singapore Standard Time": "Asia/Singapore",
  "Tokyo Standard Time": "Asia/Tokyo",
  "AUS Central Standard Time": "Australia/Darwin",
  "Cen. Australia Standard Time": "Australia/Adelaide",
  "E. Australia Standard Time": "Australia/Brisbane",
  "AUS Eastern Standard Time": "Australia/Sydney",
  "Central Pacific Standard Time": "Pacific/Guadalcanal",
  "UTC+12": "Etc/GMT-12",
  "New Zealand Standard Time": "Pacific/Auckland",
  "Tonga Standard Time": "Pacific/Tongatapu",
  "Line Islands Standard Time": "Pacific/Kiritimati",
};

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * The time zone of Azure Monitor whose clocks go as those of `timezone` on every day of the year to come: for Paris that
 * of Berlin. An IANA time zone has several names, of which the runtime knows its own choice, so names are not compared.
 *
 * @param arg the argument that `timezone` comes from
 * @param timezone IANA time zone
 * @throws RunError for a place whose clocks go as no zone of Azure's, such as Lord Howe Island
 */
export function windowsTimeZone(arg: string, timezone: string): string {
  // At noon in UTC: some clocks that go alike are changed an hour apart, in the night.
  const noon = (Math.floor(Date.now() / DAY_MS) + 0.5) * DAY_MS;
  const wanted = clockOf(timezone);
  const times = Array.from({ length: 366 }, (_, day) => noon + day * DAY_MS).map(
    (time) => [time, wanted(time)] as const,
  );
  for (const [name, place] of Object.entries(ZONES)) {
    const clock = clockOf(place);
    if (times.every(([time, shown]) => clock(time) === shown)) return name;
  }
  throw new RunError(
    `'${arg}' must be a time zone that Azure Monitor has, such as Europe/Berlin or Etc/UTC, ` +
      `got ${JSON.stringify(timezone)}, whose clocks go as those of none`,
  );
}

function clockOf(timeZone: string): (time: number) => string {
  const format = new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (time) => format.format(time);
}
