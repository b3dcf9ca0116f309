/** Refusals that whoever designs a programme meets. */
export const designProblems = {
  limit_broken: {
    status: 422,
    title: 'The release breaks a promise of the programme',
    advice:
      'Read the story in limits: it shows how. Change the rules or the limit, or publish with acceptsBrokenLimits if that is meant.',
    retryable: false,
  },
} as const
