/** Refusals of activities that would have been accepted at another time. */
export const activityProblems = {
  quote_stale: {
    status: 409,
    title: 'Another release is in force than the one quoted',
    advice:
      'Nothing was recorded. `quote` says what it would earn now: show it, and send the activity again.',
    retryable: false,
  },
} as const
