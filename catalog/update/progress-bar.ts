const CELLS = 20;

/** A bar of how much is done, from 0 to 1, and what is being read: `██████░░░░░░░░░░░░░░  30 %  azure Standard_NC24ads…`. */
export function progressBar(what: string, done: number): string {
  const full = Math.round(Math.min(Math.max(done, 0), 1) * CELLS);
  const percent = Math.floor(Math.min(Math.max(done, 0), 1) * 100);
  return `${"█".repeat(full)}${"░".repeat(CELLS - full)}  ${String(percent).padStart(2)} %  ${what}`;
}
