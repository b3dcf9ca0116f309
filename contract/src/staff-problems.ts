/** Refusals that only staff meet, where one person alone may not act. */
export const staffProblems = {
  approval_decided: {
    status: 409,
    title: 'The request was decided before, or its time is over',
    advice: 'Read the request: who decided it, and when. Ask again for what is still wanted.',
    retryable: false,
  },
  approval_needed: {
    status: 409,
    title: 'A second person has to approve it',
    advice: 'Let somebody else with the permission to manage approve the request.',
    retryable: false,
  },
  approval_own: {
    status: 403,
    title: 'Nobody approves what they asked for themselves',
    advice: 'Let another person or credential decide.',
    retryable: false,
  },
  own_account: {
    status: 403,
    title: 'Staff powers do not reach one’s own account',
    advice: 'Let another person or credential do it.',
    retryable: false,
  },
} as const
