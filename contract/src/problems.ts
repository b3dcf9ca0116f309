import { installationProblems } from './installation-problems.ts'
import { staffProblems } from './staff-problems.ts'

/** One entry of the error catalogue (RFC 9457 problem types). */
export interface Problem {
  status: number
  /** What happened, in a few words that never change. */
  title: string
  /** What the caller can do about it. */
  advice: string
  /** Whether the same request may succeed later without a change. */
  retryable: boolean
}

/** Refusals that callers of the API meet. */
const requestProblems = {
  activity_conflict: {
    status: 409,
    title: 'The activity was recorded before with other content',
    advice: 'Send the first body again to get its reply, or use another sourceId for another activity.',
    retryable: false,
  },
  activity_invalid: {
    status: 422,
    title: 'The activity does not fit its type',
    advice: 'Correct the named field; the type says which parts it needs.',
    retryable: false,
  },
  activity_type_unknown: {
    status: 422,
    title: 'The programme does not know this activity type',
    advice: 'Use a built-in type, or declare the type in the settings of the programme and publish.',
    retryable: false,
  },
  body_invalid: {
    status: 422,
    title: 'The body does not fit its schema',
    advice: 'Correct the fields listed in errors.',
    retryable: false,
  },
  body_malformed: {
    status: 400,
    title: 'The body is not readable',
    advice: 'Send one JSON document in UTF-8 without duplicate keys.',
    retryable: false,
  },
  body_too_large: {
    status: 413,
    title: 'The body is too large',
    advice: 'Send fewer items in one request.',
    retryable: false,
  },
  clock_refused: {
    status: 422,
    title: 'The time of the activity is not acceptable',
    advice: 'Send occurredAt within the accepted span.',
    retryable: false,
  },
  content_type_unsupported: {
    status: 415,
    title: 'The content type is not supported',
    advice: 'Send application/json.',
    retryable: false,
  },
  credential_missing: {
    status: 401,
    title: 'No valid credential was given',
    advice: 'Send Authorization: Bearer with an API key.',
    retryable: false,
  },
  currency_mismatch: {
    status: 422,
    title: 'The order is in a currency that the programme does not use',
    advice: 'Send amounts in the currency of the programme.',
    retryable: false,
  },
  currency_not_offered: {
    status: 422,
    title: 'The currency cannot be used for this',
    advice: 'Use a currency of the programme whose kind and policies allow it.',
    retryable: false,
  },
  cursor_invalid: {
    status: 422,
    title: 'The cursor does not belong to this list',
    advice: 'Start again without a cursor.',
    retryable: false,
  },
  definition_invalid: {
    status: 422,
    title: 'The definition does not fit its kind',
    advice: 'Correct the fields listed in errors.',
    retryable: false,
  },
  edit_conflict: {
    status: 412,
    title: 'Somebody else changed it first',
    advice: 'Read it again and repeat the change on what is there now.',
    retryable: false,
  },
  edit_unconditional: {
    status: 428,
    title: 'The edit does not say what it is based on',
    advice: 'Send If-Match with the ETag you read.',
    retryable: false,
  },
  exchange_not_offered: {
    status: 422,
    title: 'The programme does not exchange these currencies',
    advice: 'Use a pair that the currency definition offers, in whole steps of its rate.',
    retryable: false,
  },
  forbidden: {
    status: 403,
    title: 'The credential may not do this',
    advice: 'Use a credential with the needed permission.',
    retryable: false,
  },
  gift_card_unknown: {
    status: 404,
    title: 'No gift card can be used by this',
    advice:
      'Read the code again. A card that is blocked or was claimed is answered like one that does not exist.',
    retryable: false,
  },
  hold_closed: {
    status: 409,
    title: 'The hold was captured or cancelled before',
    advice: 'Read the hold: nothing more can be done with it.',
    retryable: false,
  },
  hold_exceeded: {
    status: 422,
    title: 'More is captured than was held',
    advice: 'Capture at most what the hold has.',
    retryable: false,
  },
  hold_expired: {
    status: 410,
    title: 'The hold lapsed',
    advice: 'Hold again; what was held is free.',
    retryable: false,
  },
  idempotency_in_flight: {
    status: 409,
    title: 'The first request with this key is still running',
    advice: 'Wait and repeat the request.',
    retryable: true,
  },
  idempotency_key_invalid: {
    status: 400,
    title: 'The idempotency key is not usable',
    advice: 'Send 1 to 255 visible ASCII characters, such as a UUID.',
    retryable: false,
  },
  idempotency_key_missing: {
    status: 400,
    title: 'The command has no idempotency key',
    advice: 'Send Idempotency-Key: a fresh UUID for each new command, the same one for a repeat.',
    retryable: false,
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The idempotency key was used for another request',
    advice: 'Use a fresh key for a new request.',
    retryable: false,
  },
  identifier_invalid: {
    status: 422,
    title: 'The identifier is not of its kind',
    advice:
      'Correct the named field: an e-mail address, a phone number with its country code, a card number, or an id.',
    retryable: false,
  },
  identifier_taken: {
    status: 409,
    title: 'Another member has this identifier',
    advice: 'Look that member up, or leave the identifier out.',
    retryable: false,
  },
  import_file_invalid: {
    status: 422,
    title: 'The file cannot be imported',
    advice: 'Save it as UTF-8 with the columns that the mapping names, and import it again.',
    retryable: false,
  },
  import_mapping_invalid: {
    status: 422,
    title: 'The mapping of the import is not usable',
    advice: 'Correct the places named; the reference of order mappings lists every field.',
    retryable: false,
  },
  insufficient_points: {
    status: 409,
    title: 'There is not enough to spend',
    advice: 'Spend at most what is available.',
    retryable: false,
  },
  internal: {
    status: 500,
    title: 'Something broke on our side',
    advice: 'Repeat the request; report the request id if it stays.',
    retryable: true,
  },
  limit_exceeded: {
    status: 422,
    title: 'The amount is larger than the product can hold exactly',
    advice: 'Send a smaller amount.',
    retryable: false,
  },
  member_closed: {
    status: 409,
    title: 'The account is closed',
    advice: 'Nothing can be earned or spent on a closed account.',
    retryable: false,
  },
  member_unknown: {
    status: 422,
    title: 'No member has this identifier',
    advice: 'Enrol the member first, or let the programme enrol on the first order.',
    retryable: false,
  },
  method_not_allowed: {
    status: 405,
    title: 'The method is not offered here',
    advice: 'See the Allow header.',
    retryable: false,
  },
  not_acceptable: {
    status: 406,
    title: 'No offered format was accepted',
    advice: 'Accept application/json.',
    retryable: false,
  },
  not_found: {
    status: 404,
    title: 'There is nothing here for this credential',
    advice: 'Check the id and the programme.',
    retryable: false,
  },
  overloaded: {
    status: 503,
    title: 'The service is too busy or cannot reach its database',
    advice: 'Repeat after Retry-After seconds.',
    retryable: true,
  },
  period_closed: {
    status: 409,
    title: 'The month is closed',
    advice:
      'Nothing is to be done: its accounts never change. What is posted for it later counts in the open month.',
    retryable: false,
  },
  period_not_over: {
    status: 409,
    title: 'The month is not over',
    advice: 'Close it from the first day of the next month on, by the time zone of the programme.',
    retryable: true,
  },
  period_out_of_order: {
    status: 409,
    title: 'Another month has to be closed first',
    advice: 'Close the month that the detail names; months follow each other without gaps.',
    retryable: false,
  },
  pool_refused: {
    status: 409,
    title: 'The pool does not allow this',
    advice: 'See the detail: the role of the member who acts, or the state of the pool, stands against it.',
    retryable: false,
  },
  program_exists: {
    status: 409,
    title: 'The organisation has a programme with this key',
    advice: 'Choose another key.',
    retryable: false,
  },
  program_read_only: {
    status: 409,
    title: 'Nothing may be written to the programme',
    advice: 'Read what you need; repeat the request when the operator has lifted the lock.',
    retryable: false,
  },
  program_unpublished: {
    status: 409,
    title: 'The programme has no release yet',
    advice: 'Publish a release first.',
    retryable: false,
  },
  query_invalid: {
    status: 422,
    title: 'The query does not fit its schema',
    advice: 'Correct the parameters listed in errors; each may be given once.',
    retryable: false,
  },
  release_invalid: {
    status: 422,
    title: 'The definitions do not fit together',
    advice: 'Correct the definitions listed in errors.',
    retryable: false,
  },
  release_unchanged: {
    status: 409,
    title: 'Nothing changed since the last release',
    advice: 'Edit a definition first.',
    retryable: false,
  },
  request_malformed: {
    status: 400,
    title: 'The request is not readable',
    advice: 'Send well-formed HTTP and a valid address.',
    retryable: false,
  },
  request_timeout: {
    status: 408,
    title: 'The request did not arrive in time',
    advice: 'Send it again over a better connection.',
    retryable: true,
  },
  return_exceeds_order: {
    status: 422,
    title: 'More is returned than the order has left',
    advice: 'Send at most the quantity that is left of each line.',
    retryable: false,
  },
  return_line_unknown: {
    status: 422,
    title: 'The order has no such line',
    advice: 'Name a line of the order by its lineId.',
    retryable: false,
  },
  rule_invalid: {
    status: 422,
    title: 'The expression is not valid',
    advice: 'Correct it at the position given.',
    retryable: false,
  },
  settings_invalid: {
    status: 500,
    title: 'The settings contradict each other',
    advice: 'Correct the environment variable or option that the sentence names.',
    retryable: false,
  },
  sign_in_expired: {
    status: 410,
    title: 'The sign-in link was used or is too old',
    advice: 'Start the server again, or run: perennial link.',
    retryable: false,
  },
  spend_exceeded: {
    status: 422,
    title: 'More is given back than was spent',
    advice: 'Give back at most what is left of the spend.',
    retryable: false,
  },
  spend_unknown: {
    status: 422,
    title: 'The member has no such spend',
    advice: 'Name a spend or a captured hold of this member.',
    retryable: false,
  },
  transfer_limit: {
    status: 409,
    title: 'The limit for giving points away is reached',
    advice: 'Give less, or wait until the limit is renewed.',
    retryable: false,
  },
  transfer_refused: {
    status: 409,
    title: 'The points cannot be moved there',
    advice: 'See the detail: the programme, the currency or one of the two accounts does not allow it.',
    retryable: false,
  },
  value_frozen: {
    status: 409,
    title: 'The value of the account is frozen',
    advice: 'Nothing can leave the account until staff lift the freeze.',
    retryable: false,
  },
} as const satisfies Record<string, Problem>

function inOrder<All extends Record<string, Problem>>(all: All): All {
  return Object.fromEntries(Object.entries(all).sort(([one], [other]) => (one < other ? -1 : 1))) as All
}

/**
 * Every refusal the product knows, by code. Each is documented here and thrown somewhere; a test holds both. A refused
 * request has changed nothing.
 */
export const problems = inOrder({ ...requestProblems, ...staffProblems, ...installationProblems })

export type ProblemCode = keyof typeof problems

/** Where a problem's documentation stands: the `type` of every problem document. */
export function problemType(code: ProblemCode): string {
  return `/docs/problems#${code}`
}
