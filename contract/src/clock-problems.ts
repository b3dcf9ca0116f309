/** Refusals of whoever moves the clock of a programme. */
export const clockProblems = {
  clock_not_movable: {
    status: 409,
    title: 'The clock of a live programme is not moved',
    advice:
      'Create a programme with "test": true and move its clock; its template and definitions may be the same.',
    retryable: false,
  },
  clock_step_refused: {
    status: 422,
    title: 'The clock cannot be moved there',
    advice:
      'Move it forward, by at most 400 days at once. Read `now` of the programme: a move whose reply was lost is done.',
    retryable: false,
  },
} as const
