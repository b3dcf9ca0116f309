/** Refusals around publishing. */
export const releaseProblems = {
  beta_running: {
    status: 409,
    title: 'A beta is running',
    advice: 'Publish its proposal for everyone or withdraw it; a roll back ends it too.',
    retryable: false,
  },
} as const
