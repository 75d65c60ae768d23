/**
 * The one table from refusal code to HTTP status; the first line that fits decides. A refusal of a
 * rule (quarter sealed, capacity full) is a conflict with the present state: 409.
 */
const statuses: readonly (readonly [RegExp, number])[] = [
  [/^http\.(bad_input|malformed_body|bad_request)$/, 400],
  [/^auth\.(wrong_password|not_signed_in)$/, 401],
  [/^auth\.(foreign_origin|must_change_password|session_only)$/, 403],
  [/^auth\.(wrong_current_password|confirmation_wrong)$/, 403],
  [/^http\.metrics_refused$/, 403],
  [/[._](not_allowed|forbidden)$/, 403],
  [/^auth\.no_demo$/, 404],
  [/[._](unknown|not_found)$/, 404],
  [/^http\.body_too_large$/, 413],
  [/^http\.media_type_refused$/, 415],
  [/[._](invalid|unreadable|malformed|faulty)$/, 422],
  [/[._]locked$/, 423],
  [/^http\.too_many_requests$/, 429],
  [/^http\.fault$/, 500],
  [/^http\.(busy|database_away)$/, 503],
];

export const ruleRefusalStatus = 409;

export function statusOf(code: string): number {
  return statuses.find(([pattern]) => pattern.test(code))?.[1] ?? ruleRefusalStatus;
}
