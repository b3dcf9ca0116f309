/** Refusals around publishing. */
export const releaseProblems = {
  beta_running: {
    status: 409,
    title: 'A beta is running',
    advice: 'Publish its proposal for everyone or withdraw it; a roll back ends it too.',
    retryable: false,
  },
  notice_needed: {
    status: 409,
    title: 'It has to be announced first',
    advice:
      'Propose it and publish the proposal at an instant that leaves members the notice: see worse and earliest.',
    retryable: false,
  },
} as const
