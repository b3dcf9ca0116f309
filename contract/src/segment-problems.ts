/** Refusals about segments. */
export const segmentProblems = {
  segment_live: {
    status: 409,
    title: 'Who is in the segment follows from its condition',
    advice: 'Change the condition, or keep a fixed segment for a list of your own.',
    retryable: false,
  },
} as const
