import type { SegmentPreview, SegmentView } from '@perennial/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { ask, read } from './api.ts'

/** How often somebody who looks at numbers that are still being prepared hears how far they are. */
const watchEveryMs = 2_000
const samplesMax = 5

export interface SegmentPage {
  members: (SegmentPreview['sample'][number] & { since: string })[]
  next: string | null
}

/** Segments of the release in force, with their sizes; refused before the first release. */
export function segmentsQuery(program: string) {
  return queryOptions({
    queryKey: ['segments', program],
    queryFn: async ({ signal }) =>
      (await read<{ segments: SegmentView[] }>(['programs', program, 'segments'], { signal })).segments,
    retry: false,
  })
}

/** A preview, and of which condition: an answer may be shown for a while beside those of another one. */
export type SegmentCount = SegmentPreview & { when: string }

/**
 * Who meets a condition now, within a second: of many members about how many. Each condition is a question of its own: an
 * answer that comes late is that of its own condition, and takes nobody's place. Asked again while what it reads is being
 * prepared.
 */
export function segmentPreviewQuery(program: string, when: string) {
  return queryOptions({
    queryKey: ['segment-preview', program, when],
    queryFn: ({ signal }) => count(program, { when, exact: false }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.building ? watchEveryMs : false),
    retry: false,
  })
}

/** The same counted to the last member, which may take some seconds. Whoever asks another question ends it. */
export function exactPreviewQuery(program: string, when: string) {
  return queryOptions({
    queryKey: ['segment-preview', program, when, 'exact'],
    queryFn: ({ signal }) => count(program, { when, exact: true }, signal),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

async function count(
  program: string,
  body: { when: string; exact: boolean },
  signal: AbortSignal,
): Promise<SegmentCount> {
  const preview = await ask<SegmentPreview>(['programs', program, 'segments:preview'], { body, signal })
  return { ...preview, when: body.when }
}

/** Some of the members of a segment of the release in force. */
export function segmentMembersQuery(program: string, segment: string) {
  return queryOptions({
    queryKey: ['segment-members', program, segment],
    queryFn: ({ signal }) =>
      read<SegmentPage>(['programs', program, 'segments', segment, 'members'], {
        search: { limit: samplesMax },
        signal,
      }),
    retry: false,
  })
}
