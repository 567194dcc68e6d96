/** Why a program could not be recorded, in words for its user. */
export class RecordError extends Error {
  override readonly name = "RecordError";
}
