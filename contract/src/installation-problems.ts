/** Refusals that only whoever runs the installation meets: on the command line, in logs, on the page of backups. */
export const installationProblems = {
  backup_failed: {
    status: 500,
    title: 'The backup could not be written',
    advice:
      'Make room or give write access where the sentence says, then start the backup again; older backups are untouched.',
    retryable: false,
  },
  backup_invalid: {
    status: 422,
    title: 'The file is no whole backup',
    advice: 'Take another copy; check copies with `perennial backup check FILE`.',
    retryable: false,
  },
  control_total_mismatch: {
    status: 422,
    title: 'The sum of the file is not the control total',
    advice: 'Find out which of the two is right. Nothing was imported.',
    retryable: false,
  },
  journey_invalid: {
    status: 422,
    title: 'The story is not one that can be played',
    advice: 'Correct the places named in journey.yaml; the reference of journeys lists what a step may say.',
    retryable: false,
  },
  removal_unconfirmed: {
    status: 422,
    title: 'Definitions would be removed and nobody allowed it',
    advice: 'Give --delete to remove what the folder does not have, or pull it into the folder.',
    retryable: false,
  },
  restore_schema_differs: {
    status: 409,
    title: 'The database has other migrations than the backup',
    advice:
      'Restore into an empty database or a new data folder, with the version that wrote the backup or a newer one.',
    retryable: false,
  },
  restore_target_busy: {
    status: 409,
    title: 'Somebody uses the database that is to be restored into',
    advice: 'Stop every server and command that uses it, then restore again.',
    retryable: false,
  },
  restore_target_used: {
    status: 409,
    title: 'The installation that is to be restored into is not empty',
    advice: 'Restore into a new data folder or an empty database, and switch over once it is verified.',
    retryable: false,
  },
  restore_unconfirmed: {
    status: 422,
    title: 'The restore was not confirmed',
    advice: 'Type the key of the organisation that the backup holds, or give it with --confirm.',
    retryable: false,
  },
  server_unreachable: {
    status: 503,
    title: 'The server does not answer',
    advice: 'Check the address, and whether the server runs; then repeat the command.',
    retryable: true,
  },
} as const
