/** Refusals of activities that would have been accepted at another time. */
export const activityProblems = {
  place_code_locked: {
    status: 429,
    title: 'Too many wrong codes were named for the member',
    advice: 'Wait until the hour is over, or send coordinates.',
    retryable: true,
  },
  place_code_refused: {
    status: 422,
    title: 'The code is not the one that the store shows',
    advice: 'Read the code at the store again and send it at once.',
    retryable: false,
  },
  place_outside: {
    status: 422,
    title: 'The coordinates lie outside of the place',
    advice: 'Check in again when the member is there.',
    retryable: false,
  },
  place_unproven: {
    status: 422,
    title: 'Nothing proves that the member is there',
    advice: 'Send `data.latitude` and `data.longitude`, or in `data.code` the code that the store shows.',
    retryable: false,
  },
  quote_stale: {
    status: 409,
    title: 'Another release is in force than the one quoted',
    advice:
      'Nothing was recorded. `quote` says what it would earn now: show it, and send the activity again.',
    retryable: false,
  },
} as const
